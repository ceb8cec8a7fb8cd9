using System.Globalization;
using Spectre.Console;

namespace Gantry.Cli;

/// <summary>Shows a <see cref="PrintReport"/> to a person.</summary>
internal static class PrintReportTable
{
    public static void Write(IAnsiConsole console, PrintReport report)
    {
        var table = new Table()
            .Border(TableBorder.Rounded)
            .AddColumn(Markup.Escape(report.File))
            .AddColumn(new TableColumn("").RightAligned());
        void Row(string name, string value) => table.AddRow(name, value);
        if (report.LinesBefore > 0)
            Row("Lines done before", report.LinesBefore.ToString("N0", CultureInfo.InvariantCulture));
        Row("Lines of G-code", report.Lines.ToString("N0", CultureInfo.InvariantCulture));
        Row("Bytes of G-code", report.Bytes.ToString("N0", CultureInfo.InvariantCulture));
        Row("Time to print", Clock(TimeSpan.FromSeconds(report.Seconds)));
        Row("Avg lines/s", Number(report.LinesPerSecond));
        Row("Avg line length", Number(report.AverageLineLength));
        Row("Avg chars/s", Number(report.CharsPerSecond));
        Row("Avg bits/s", Number(report.BitsPerSecond));
        Row("ms per line", Number(report.MsPerLine));
        Row("Round trip p50 / p99", $"{Number(report.RoundTripMsP50)} / {Number(report.RoundTripMsP99)} ms");
        Row("Baud rate", report.Baud.ToString(CultureInfo.InvariantCulture));
        Row("Bytes on the wire", report.WireBytes.ToString("N0", CultureInfo.InvariantCulture));
        Row("Resends / lost oks", $"{report.Resends} / {report.OksLost}");
        console.Write(table);
    }

    /// <summary>Minutes and seconds as the field writes them: <c>55:32</c>, from an hour on <c>1:02:03</c>.</summary>
    public static string Clock(TimeSpan time) =>
        time.TotalHours >= 1
            ? string.Create(CultureInfo.InvariantCulture, $"{(int)time.TotalHours}:{time.Minutes:00}:{time.Seconds:00}")
            : string.Create(CultureInfo.InvariantCulture, $"{time.Minutes}:{time.Seconds:00}");

    private static string Number(double value) => value.ToString("0.###", CultureInfo.InvariantCulture);
}
