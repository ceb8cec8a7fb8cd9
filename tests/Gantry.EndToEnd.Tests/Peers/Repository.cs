namespace Gantry.EndToEnd.Tests.Peers;

/// <summary>The clone that the tests run in.</summary>
internal static class Repository
{
    private static readonly string Root = Find();

    /// <summary>A file of it, by its path below the root.</summary>
    public static string Path(string relative) => System.IO.Path.Combine(Root, relative);

    private static string Find()
    {
        DirectoryInfo? folder = new(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(System.IO.Path.Combine(folder.FullName, "Gantry.slnx")))
            folder = folder.Parent;
        return folder?.FullName ?? throw new InvalidOperationException("The tests must run inside the repository.");
    }
}
