namespace Gantry.Cli.Service;

/// <summary>The files of the service below a root folder.</summary>
/// <param name="root"><c>/</c>, or a folder in which a package or an image is made.</param>
/// <param name="isPackage">Whether they belong to a package (below <c>/usr/lib</c>) or to the administrator (<c>/etc</c>).</param>
internal sealed class ServiceFiles(string root, bool isPackage)
{
    /// <summary>Where the service keeps its data; with a user of its own that is systemd's folder for it.</summary>
    public static readonly string[] DataFolders = ["var/lib/private/gantry", "var/lib/gantry"];

    /// <summary>The unit.</summary>
    public string Unit { get; } = Path.Combine(root, isPackage ? "usr/lib" : "etc", "systemd/system", ServiceUnit.Name);

    /// <summary>The udev rules.</summary>
    public string Rules { get; } =
        Path.Combine(root, isPackage ? "usr/lib" : "etc", "udev/rules.d", UdevRules.FileName);

    /// <summary>Whether the service is installed.</summary>
    public bool AreThere => File.Exists(Unit);

    /// <summary>The unit that a package has brought, beside which these files are the administrator's; null when there is none.</summary>
    public string? OfPackage =>
        !isPackage && new ServiceFiles(root, isPackage: true) is { AreThere: true } package ? package.Unit : null;

    /// <summary>Writes both; what was there before is replaced.</summary>
    /// <exception cref="IOException">They cannot be written.</exception>
    /// <exception cref="UnauthorizedAccessException">This user may not.</exception>
    public void Write(string start)
    {
        Write(Unit, ServiceUnit.Text(start));
        Write(Rules, UdevRules.Text);
    }

    /// <summary>Takes both away, with the folders that were made for them and are empty now; gives what was removed.</summary>
    public IReadOnlyList<string> Remove()
    {
        string[] present = [.. new[] { Unit, Rules }.Where(File.Exists)];
        foreach (string file in present)
        {
            File.Delete(file);
            if (root != "/")
                RemoveEmptyFolders(Path.GetDirectoryName(file));
        }
        return present;
    }

    /// <summary>Takes the data away.</summary>
    public IReadOnlyList<string> RemoveData()
    {
        string[] present = [.. DataFolders.Select(f => Path.Combine(root, f)).Where(Path.Exists)];
        foreach (string folder in present)
        {
            // Beside a dynamic user's private folder there is a link to it.
            if (new FileInfo(folder).LinkTarget is not null)
                File.Delete(folder);
            else
                Directory.Delete(folder, recursive: true);
        }
        return present;
    }

    private static void Write(string path, string text)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        string fresh = path + ".new";
        File.WriteAllText(fresh, text);
        File.Move(fresh, path, overwrite: true);
    }

    private void RemoveEmptyFolders(string? folder)
    {
        string top = Path.TrimEndingDirectorySeparator(Path.GetFullPath(root));
        while (
            folder is not null && Path.GetFullPath(folder) != top && !Directory.EnumerateFileSystemEntries(folder).Any()
        )
        {
            Directory.Delete(folder);
            folder = Path.GetDirectoryName(folder);
        }
    }
}
