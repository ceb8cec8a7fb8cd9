namespace Gantry.Bench.Printing;

/// <summary>
/// How fast is printed, and what it costs: <c>print table|fast|paced|lost-ok|fleet</c>. The printer is <c>gantry simulate</c> in a
/// process of its own; what it executes is counted there, for every host in the same way.
/// </summary>
internal static class PrintBenchmark
{
    public static async Task RunAsync(string[] arguments)
    {
        switch (arguments.FirstOrDefault())
        {
            case "table":
                SpeedTable.Run(arguments[1..]);
                break;
            case "fast":
                await CostPerLine.RunAsync();
                break;
            case "paced":
                PacedPrint.Run();
                break;
            case "lost-ok":
                LostOk.Run();
                break;
            case "fleet":
                await FleetOfPrinters.RunAsync();
                break;
            default:
                await Console.Error.WriteLineAsync("Name a part: print table|fast|paced|lost-ok|fleet");
                break;
        }
    }
}
