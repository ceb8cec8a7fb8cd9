using System.Globalization;

namespace Gantry.Cli.Discovery;

/// <summary>Which of several devices is meant. Who names a serial number never gets another device.</summary>
/// <param name="Serial">The serial number, or null when the index counts.</param>
/// <param name="Index">The place in the list, from 0.</param>
/// <param name="IsMade">Whether anything was said at all.</param>
internal readonly record struct DeviceChoice(string? Serial, int Index, bool IsMade)
{
    /// <summary>The environment's word for the place in the list.</summary>
    public const string IndexVariable = "ESP32_INDEX";

    private const string SerialVariable = "ESP32_SERIAL";

    /// <summary>Reads the choice: the command line counts more than the environment, a serial number more than an index.</summary>
    public static bool TryRead(int? index, string? serial, out DeviceChoice choice) =>
        TryRead(index, serial, Environment.GetEnvironmentVariable, out choice);

    /// <summary>The same with an environment of one's own.</summary>
    public static bool TryRead(int? index, string? serial, Func<string, string?> environment, out DeviceChoice choice)
    {
        choice = new DeviceChoice(serial, index ?? 0, IsMade: true);
        if (serial is { Length: > 0 } || index is not null)
            return true;
        if (environment(SerialVariable) is { Length: > 0 } named)
        {
            choice = new DeviceChoice(named, 0, IsMade: true);
            return true;
        }
        if (environment(IndexVariable) is not { Length: > 0 } text)
        {
            choice = new DeviceChoice(null, 0, IsMade: false);
            return true;
        }
        bool valid = int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int place);
        choice = new DeviceChoice(null, place, IsMade: true);
        return valid;
    }

    /// <summary>The one that is meant, or null.</summary>
    public FoundShare? Choose(IReadOnlyList<FoundShare> found)
    {
        string? serial = Serial;
        if (!string.IsNullOrEmpty(serial))
            return found.FirstOrDefault(f => f.Serial == serial);
        return Index < found.Count ? found[Index] : null;
    }
}
