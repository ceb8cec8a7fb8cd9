using Gantry.Bench.Fleet;
using Gantry.Bench.Printing;
using Gantry.Bench.Sharing;

namespace Gantry.Bench;

/// <summary>Benchmarks that a person can run: <c>dotnet run -c Release --project bench/Gantry.Bench -- NAME</c>.</summary>
internal static class Program
{
    private static readonly Dictionary<string, Func<string[], Task>> Benchmarks = new()
    {
        ["gcode"] = GCodeBenchmark.RunAsync,
        ["lines"] = LineBenchmark.RunAsync,
        ["storage"] = StorageBenchmark.RunAsync,
        ["print"] = PrintBenchmark.RunAsync,
        ["fleet"] = FleetBenchmark.RunAsync,
        ["sharing"] = SharingBenchmark.RunAsync,
    };

    private static async Task<int> Main(string[] arguments)
    {
        if (arguments.Length > 0 && Benchmarks.TryGetValue(arguments[0], out Func<string[], Task>? benchmark))
        {
            await benchmark(arguments[1..]);
            return 0;
        }
        Console.Error.WriteLine($"Name a benchmark: {string.Join(", ", Benchmarks.Keys)}");
        return 64;
    }
}
