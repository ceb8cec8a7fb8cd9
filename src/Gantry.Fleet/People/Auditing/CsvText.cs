namespace Gantry.Fleet.People;

/// <summary>Cells of a CSV file (RFC 4180), harmless in a spreadsheet.</summary>
public static class CsvText
{
    /// <summary>
    /// One cell. What a spreadsheet would take for a formula gets an apostrophe before it: names of files and accounts come from
    /// anybody, and formulas can call out.
    /// </summary>
    public static string Cell(string text)
    {
        string safe = text.Length > 0 && text[0] is '=' or '+' or '-' or '@' or '\t' or '\r' ? "'" + text : text;
        return safe.AsSpan().ContainsAny('"', ',', '\n') || safe.Contains('\r', StringComparison.Ordinal)
            ? $"\"{safe.Replace("\"", "\"\"", StringComparison.Ordinal)}\""
            : safe;
    }

    /// <summary>One line.</summary>
    public static string Row(params IEnumerable<string> cells) => string.Join(',', cells.Select(Cell)) + "\r\n";
}
