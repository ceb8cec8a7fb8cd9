namespace Gantry.Cli;

/// <summary>Where Gantry keeps what must outlive it.</summary>
internal static class DataFolder
{
    /// <summary>
    /// <c>$XDG_DATA_HOME/gantry</c>, mostly <c>~/.local/share/gantry</c>; of a service <c>$STATE_DIRECTORY</c>, which systemd makes.
    /// </summary>
    public static string Default
    {
        get
        {
            if (Environment.GetEnvironmentVariable("STATE_DIRECTORY") is { Length: > 0 } state)
                return state.Split(':')[0];
            string home = Environment.GetFolderPath(
                Environment.SpecialFolder.LocalApplicationData,
                Environment.SpecialFolderOption.DoNotVerify
            );
            return Path.Combine(home.Length > 0 ? home : Path.GetTempPath(), "gantry");
        }
    }
}
