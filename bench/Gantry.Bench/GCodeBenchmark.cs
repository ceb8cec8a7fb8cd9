using System.Diagnostics;
using System.IO.Compression;
using Gantry.GCode;
using Gantry.GCode.Analysis;
using Gantry.GCode.Checking;
using Gantry.GCode.Words;

namespace Gantry.Bench;

/// <summary>
/// How fast G-code is read and understood on one core, from a file of the given size (256 MB when none is given) in the
/// page cache: <c>gcode [MB]</c>. The file is a real one, repeated.
/// </summary>
internal static class GCodeBenchmark
{
    private const int Rounds = 3;

    public static async Task RunAsync(string[] arguments)
    {
        int megabytes =
            arguments.Length > 0 ? int.Parse(arguments[0], System.Globalization.CultureInfo.InvariantCulture) : 256;
        string path = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName() + ".gcode");
        try
        {
            await WriteAsync(path, megabytes * 1_000_000L);
            Console.WriteLine($"{"", -34} {"MB/s", 8} {"ns/line", 8} {"allocated", 12} {"peak heap", 12}");
            await MeasureAsync("scan: commands cut out", path, ScanAsync);
            await MeasureAsync("words: commands taken apart", path, ParseAsync);
            await MeasureAsync("check before a print", path, CheckAsync);
            await MeasureAsync(
                "analysis, metadata only",
                path,
                p => AnalyzeAsync(p, new AnalysisOptions { Machine = null })
            );
            await MeasureAsync("analysis with the estimate", path, p => AnalyzeAsync(p, new AnalysisOptions()));
        }
        finally
        {
            File.Delete(path);
        }
    }

    private static async Task WriteAsync(string path, long bytes)
    {
        string sample = BenchFolder.Find("tests/data/durations/vase_gyroid_prusa.gcode.gz");
        var text = new MemoryStream();
        await using (var gzip = new GZipStream(File.OpenRead(sample), CompressionMode.Decompress))
            await gzip.CopyToAsync(text);
        await using FileStream file = File.Create(path);
        while (file.Length < bytes)
            text.WriteTo(file);
    }

    private static async Task MeasureAsync(string name, string path, Func<string, Task<long>> run)
    {
        double best = double.MaxValue;
        long lines = 0;
        long allocated = 0;
        long peak = 0;
        for (int round = 0; round < Rounds; round++)
        {
            GC.Collect();
            long before = GC.GetTotalAllocatedBytes();
            var watch = Stopwatch.StartNew();
            lines = await run(path);
            best = Math.Min(best, watch.Elapsed.TotalSeconds);
            allocated = GC.GetTotalAllocatedBytes() - before;
            peak = Math.Max(peak, GC.GetTotalMemory(false));
        }
        double size = new FileInfo(path).Length;
        Console.WriteLine(
            $"{name, -34} {size / best / 1e6, 8:F0} {best / lines * 1e9, 8:F0} {allocated / 1e6, 9:F1} MB {peak / 1e6, 9:F1} MB"
        );
    }

    private static async Task<long> ScanAsync(string path)
    {
        using GCodeReader reader = GCodeReader.Open(path);
        while (await reader.ReadAsync()) { }
        return reader.LineNumber;
    }

    private static async Task<long> ParseAsync(string path)
    {
        var command = new GCodeCommand();
        using GCodeReader reader = GCodeReader.Open(path);
        while (await reader.ReadAsync())
            _ = command.Parse(reader.Command);
        return reader.LineNumber;
    }

    private static async Task<long> CheckAsync(string path)
    {
        using Microsoft.Win32.SafeHandles.SafeFileHandle file = File.OpenHandle(path);
        return (await GCodeCheck.RunAsync(file)).Lines;
    }

    private static async Task<long> AnalyzeAsync(string path, AnalysisOptions options) =>
        (await GCodeAnalyzer.AnalyzeAsync(path, options)).Lines;
}
