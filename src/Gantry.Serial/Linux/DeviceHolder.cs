namespace Gantry.Serial.Linux;

/// <summary>Finds who has a device open, for a message that helps. It sees other users' processes only as root.</summary>
internal static class DeviceHolder
{
    /// <summary>Name and id of another process that has the device open, as in "octoprint (process 712)"; null when none is seen.</summary>
    public static string? Find(string path)
    {
        string? device = LibC.RealPath(path);
        if (device is null)
            return null;
        foreach (string process in Directory.EnumerateDirectories("/proc"))
        {
            if (
                int.TryParse(Path.GetFileName(process), out int id)
                && id != Environment.ProcessId
                && HasOpen(process, device)
            )
                return $"{NameOf(process)} (process {id})";
        }
        return null;
    }

    private static bool HasOpen(string process, string device)
    {
        try
        {
            foreach (string descriptor in Directory.EnumerateFiles(Path.Combine(process, "fd")))
            {
                if (new FileInfo(descriptor).LinkTarget == device)
                    return true;
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // It ended meanwhile, or belongs to somebody else.
        }
        return false;
    }

    private static string NameOf(string process)
    {
        try
        {
            return File.ReadAllText(Path.Combine(process, "comm")).Trim();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return "a program";
        }
    }
}
