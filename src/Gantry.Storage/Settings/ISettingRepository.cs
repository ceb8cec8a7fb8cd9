namespace Gantry.Storage.Settings;

/// <summary>The settings of the installation. What is secret belongs into <see cref="ISecretRepository"/>.</summary>
public interface ISettingRepository
{
    /// <summary>One setting, or null.</summary>
    Task<SettingRecord?> FindAsync(string name, CancellationToken cancellationToken);

    /// <summary>All settings by name.</summary>
    Task<IReadOnlyList<SettingRecord>> ListAsync(CancellationToken cancellationToken);

    /// <summary>Sets a setting that still has the record's version; version 0: that is not there yet.</summary>
    /// <exception cref="VersionConflictException">Somebody changed it since it was read.</exception>
    Task<SettingRecord> SetAsync(SettingRecord setting, CancellationToken cancellationToken);

    /// <summary>Removes a setting, so that the default holds again.</summary>
    Task RemoveAsync(string name, CancellationToken cancellationToken);
}
