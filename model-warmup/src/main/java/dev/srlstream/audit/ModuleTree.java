package dev.srlstream.audit;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A PyTorch module: the tensors that are its own and the modules in it, by name, in the order of their registration. Of the
 * modules without tensors (dropouts, activations) there are none here.
 *
 * @param tensors shapes of the module's own parameters and persistent buffers
 */
public record ModuleTree(Map<String, List<Long>> tensors, Map<String, ModuleTree> children) {
    /** @param shapes of tensors by key, in the order in which PyTorch lists them */
    public static ModuleTree of(Map<String, List<Long>> shapes) {
        ModuleTree root = empty();
        shapes.forEach((key, shape) -> {
            ModuleTree module = root;
            String[] names = key.split("\\.", -1);
            for (int i = 0; i < names.length - 1; i++) {
                module = module.children.computeIfAbsent(names[i], name -> empty());
            }
            module.tensors.put(names[names.length - 1], shape);
        });
        return root;
    }

    private static ModuleTree empty() {
        return new ModuleTree(new LinkedHashMap<>(), new LinkedHashMap<>());
    }
}
