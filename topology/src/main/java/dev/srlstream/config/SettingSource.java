package dev.srlstream.config;

/** Where the value of a setting came from; a later one wins over an earlier one. */
public enum SettingSource {
    DEFAULT,
    /** From other settings, or from the device that the model runs on. */
    DERIVED,
    FILE,
    ENVIRONMENT,
    FLAG
}
