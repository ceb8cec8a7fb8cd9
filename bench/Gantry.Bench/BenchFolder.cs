namespace Gantry.Bench;

/// <summary>Files of the repository that the benchmark runs in.</summary>
internal static class BenchFolder
{
    /// <summary>A file, by its path below the root.</summary>
    public static string Find(string relative)
    {
        DirectoryInfo? folder = new(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Gantry.slnx")))
            folder = folder.Parent;
        return folder is null
            ? throw new InvalidOperationException("Run the benchmark inside the repository.")
            : Path.Combine(folder.FullName, relative);
    }
}
