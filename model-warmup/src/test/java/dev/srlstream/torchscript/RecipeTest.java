package dev.srlstream.torchscript;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.srlstream.torchscript.Recipe.Operand;
import dev.srlstream.torchscript.Recipe.Products;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class RecipeTest {
    @ParameterizedTest
    @EnumSource
    void isReadFromWhatStandsForIt(Products products) {
        for (Operand operand : Operand.values()) {
            Recipe recipe = new Recipe(products, operand);
            assertThat(Recipe.of(recipe.key())).isEqualTo(recipe);
        }
    }

    @Test
    void isSpelledInLowerCase() {
        assertThat(new Recipe(Products.PANELS, Operand.ALIAS).key()).isEqualTo("panels-alias");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "panels", "panels-", "sliced-copy", "panels-copy-alias"})
    void refusesOtherText(String text) {
        assertThatThrownBy(() -> Recipe.of(text)).isInstanceOf(IllegalArgumentException.class);
    }

    /** BERT's tiny, mini, base and large, and one whose width has no equal parts of whole blocks. */
    @ParameterizedTest
    @CsvSource({"512, 1", "1024, 1", "3072, 4", "4096, 4", "3000, 1"})
    void cutsPanelsOfWholeBlocks(int intermediateSize, int panels) {
        assertThat(Recipe.panels(intermediateSize)).isEqualTo(panels);
    }
}
