namespace Gantry.Serial.Linux;

/// <summary>The group that owns a device, so that a message can name the one to join.</summary>
internal static class DeviceGroup
{
    private const int StatxBasicStats = 0x7ff;
    private const int AtFdCwd = -100;

    /// <summary>The name of the owning group by /etc/group, or null.</summary>
    public static string? NameOf(string path)
    {
        if (!TryGetGroupId(path, out uint id))
            return null;
        try
        {
            foreach (string line in File.ReadLines("/etc/group"))
            {
                string[] fields = line.Split(':');
                if (fields.Length >= 3 && uint.TryParse(fields[2], out uint candidate) && candidate == id)
                    return fields[0];
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // Without the table the message stays general.
        }
        return null;
    }

    private static unsafe bool TryGetGroupId(string path, out uint id)
    {
        // struct statx is the same on every architecture: stx_gid at byte 24 of 256 (linux/stat.h).
        byte* status = stackalloc byte[256];
        int result = LibC.Statx(AtFdCwd, path, 0, StatxBasicStats, status);
        id = *(uint*)(status + 24);
        return result == 0;
    }
}
