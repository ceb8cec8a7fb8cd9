namespace Gantry.EndToEnd.Tests.Peers;

/// <summary>Real programs that tests talk to. A test whose package is missing fails with its name.</summary>
internal static class DebianPackage
{
    /// <summary>The system's Python, for which Debian's packages are made.</summary>
    public const string Python = "/usr/bin/python3";

    /// <summary>The path of a file that a package brings.</summary>
    public static string Need(string package, string path) =>
        File.Exists(path)
            ? path
            : throw new FileNotFoundException($"Install the Debian package '{package}' for this test.");

    /// <summary>Python with pySerial.</summary>
    public static string PythonWithSerial()
    {
        Need("python3-serial", "/usr/lib/python3/dist-packages/serial/__init__.py");
        return Python;
    }

    /// <summary>Python with printrun's printcore.</summary>
    public static string PythonWithPrintcore()
    {
        Need("printrun", "/usr/lib/python3/dist-packages/printrun/printcore.py");
        return Python;
    }

    /// <summary>socat.</summary>
    public static string Socat() => Need("socat", "/usr/bin/socat");

    /// <summary>The programs of the newest PostgreSQL.</summary>
    public static string PostgresPrograms()
    {
        const string Versions = "/usr/lib/postgresql";
        string? newest = Directory.Exists(Versions)
            ? Directory
                .EnumerateDirectories(Versions)
                .OrderByDescending(d => int.TryParse(Path.GetFileName(d), out int version) ? version : 0)
                .FirstOrDefault()
            : null;
        return Path.GetDirectoryName(Need("postgresql", Path.Combine(newest ?? Versions, "bin", "initdb")))!;
    }
}
