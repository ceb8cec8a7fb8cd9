using Gantry.Serial;

namespace Gantry.Cli.Discovery;

/// <summary>What stands where a command takes a port: an address, a device of this machine, or the name of a share.</summary>
internal static class SharedName
{
    /// <summary>Long enough for two questions, should the first or its answer be lost.</summary>
    private static readonly TimeSpan Listen = TimeSpan.FromSeconds(2);

    /// <summary>Understands an address; a word that is none is looked for among the shares on the network.</summary>
    /// <exception cref="SerialPortException">It is no address, or nothing or several are named so.</exception>
    public static async Task<PortAddress> FindAsync(string text, CancellationToken stop) =>
        IsName(text)
            ? PortAddress.Parse(Choose(text, await NetworkSearch.FindAsync(Listen, stop)))
            : PortAddress.Parse(text);

    /// <summary>The address of the one share with this serial number, device name or product.</summary>
    /// <exception cref="SerialPortException">There is none, or there are several.</exception>
    public static string Choose(string name, IReadOnlyList<FoundShare> found)
    {
        string[] urls = [.. Named(name, found).Select(f => f.Url).Distinct()];
        return urls.Length switch
        {
            1 => urls[0],
            0 => throw new SerialPortException(
                SerialError.NotFound,
                $"Nobody on the network shares a port named '{name}', and no file here is called so. "
                    + "'gantry discover' lists what is shared, 'gantry ports' the devices of this machine."
            ),
            _ => throw new SerialPortException(
                SerialError.BadAddress,
                $"Several shared ports are named '{name}': {string.Join(", ", urls)}. Say the address of one of them."
            ),
        };
    }

    /// <summary>A serial number says more than a device's name, and that more than a product.</summary>
    private static List<FoundShare> Named(string name, IReadOnlyList<FoundShare> found)
    {
        List<FoundShare> same = [.. found.Where(f => f.Serial == name)];
        if (same.Count == 0)
            same = [.. found.Where(f => Path.GetFileName(f.Tty) == name)];
        if (same.Count == 0)
            same = [.. found.Where(f => f.Product.Equals(name, StringComparison.OrdinalIgnoreCase))];
        return same;
    }

    private static bool IsName(string text) =>
        !string.IsNullOrWhiteSpace(text) && !text.Contains('/', StringComparison.Ordinal) && !Path.Exists(text);
}
