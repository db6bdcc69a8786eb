package dev.srlstream.config;

/** Where the value of a setting came from; a later one wins over an earlier one. */
public enum SettingSource {
    DEFAULT,
    FILE,
    ENVIRONMENT,
    COMMAND_CONFIG,
    FLAG
}
