using System.Globalization;

namespace Gantry.GCode.Analysis;

/// <summary>Looks settings up under the names that different slicers give to the same thing.</summary>
internal sealed class SettingsView(IReadOnlyDictionary<string, string> settings)
{
    private const int MaxItems = 64;

    /// <summary>No length, weight, time or temperature is more; a larger number is damaged.</summary>
    private const double Highest = 1e12;

    /// <summary>The first of the names that has a value.</summary>
    public string? Text(params ReadOnlySpan<string> names)
    {
        foreach (string name in names)
            if (settings.TryGetValue(name, out string? value) && value.Trim(' ', '"') is { Length: > 0 } text)
                return text;
        return null;
    }

    /// <summary>The number that the first of the names begins with.</summary>
    public double? Number(params ReadOnlySpan<string> names)
    {
        foreach (string name in names)
            if (settings.TryGetValue(name, out string? value) && Leading(value) is { } number)
                return number;
        return null;
    }

    /// <summary>One number for each tool, separated by commas or semicolons.</summary>
    public IReadOnlyList<double> Numbers(params ReadOnlySpan<string> names)
    {
        foreach (string name in names)
        {
            var numbers = new List<double>();
            foreach (string item in Items(name))
                if (Leading(item) is { } number)
                    numbers.Add(number);
            if (numbers.Count > 0)
                return numbers;
        }
        return [];
    }

    /// <summary>One text for each tool, separated by semicolons; names may hold commas.</summary>
    public IReadOnlyList<string> Texts(params ReadOnlySpan<string> names)
    {
        foreach (string name in names)
            if (settings.TryGetValue(name, out string? value) && value.Length > 0)
                return [.. value.Split(';').Take(MaxItems).Select(t => t.Trim(' ', '"'))];
        return [];
    }

    /// <summary>Values under numbered names: <c>Filament Type #1</c>, <c>Filament Type #2</c>.</summary>
    public IReadOnlyList<string> Numbered(string format, int first)
    {
        var values = new List<string>();
        for (int i = first; i < first + MaxItems; i++)
        {
            string name = string.Format(CultureInfo.InvariantCulture, format, i);
            if (!settings.TryGetValue(name, out string? value))
                break;
            values.Add(value);
        }
        return values;
    }

    /// <summary>The number that a text begins with: 0.45 of <c>0.45mm</c>.</summary>
    public static double? Leading(string text)
    {
        ReadOnlySpan<char> rest = text.AsSpan().TrimStart(" \"[");
        int length = 0;
        while (length < rest.Length && (char.IsAsciiDigit(rest[length]) || rest[length] is '.' or '-' or '+'))
            length++;
        bool good = double.TryParse(
            rest[..length],
            NumberStyles.Float,
            CultureInfo.InvariantCulture,
            out double number
        );
        return good && Math.Abs(number) < Highest ? number : null;
    }

    /// <summary>The numbers that texts begin with; texts without one are left out.</summary>
    public static IReadOnlyList<double> Parse(IReadOnlyList<string> texts) =>
        [.. texts.Select(Leading).Where(n => n is not null).Select(n => n!.Value)];

    private IEnumerable<string> Items(string name) =>
        settings.TryGetValue(name, out string? value) ? value.Split([',', ';', '|']).Take(MaxItems) : [];
}
