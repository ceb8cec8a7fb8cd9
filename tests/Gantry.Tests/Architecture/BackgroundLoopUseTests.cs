using System.Text.RegularExpressions;

namespace Gantry.Tests.Architecture;

/// <summary>Nothing works in the background that a fault could end for good without anybody knowing.</summary>
public sealed partial class BackgroundLoopUseTests
{
    /// <summary>What may put work on another thread by itself, and why no loop need keep it.</summary>
    private static readonly Dictionary<string, string> Allowed = new()
    {
        ["BackgroundLoop.cs"] = "the loop itself",
        ["CameraRun.cs"] = "ends with its camera, and tells its fault to the viewers; the feed begins another",
        ["PasswordHasher.cs"] = "computes for one call, which gets the fault",
        ["PrinterActions.cs"] = "does what one call wants, which gets the fault",
        ["PrinterHost.cs"] = "keeps itself: each session of a printer has its own end and its own pause",
        ["StorageEndpoints.cs"] = "computes for one call, which gets the fault",
    };

    [Fact]
    public void Work_in_the_background_is_begun_by_the_loop_that_keeps_it()
    {
        IEnumerable<string> others = Sources()
            .Where(f => File.ReadAllText(f).Contains("Task.Run(", StringComparison.Ordinal))
            .Select(f => Path.GetFileName(f))
            .Except(Allowed.Keys);

        others.ShouldBeEmpty("Begin it with BackgroundLoop.Start.");
    }

    [Fact]
    public void Each_service_of_the_host_is_kept_by_the_loop()
    {
        string[] services = [.. Sources().Where(f => Service().IsMatch(File.ReadAllText(f)))];

        services.Length.ShouldBeGreaterThan(2);
        services
            .Where(f => !File.ReadAllText(f).Contains("BackgroundLoop.KeepAsync(", StringComparison.Ordinal))
            .ShouldBeEmpty("ExecuteAsync is BackgroundLoop.KeepAsync.");
    }

    private static IEnumerable<string> Sources() =>
        new[] { "Gantry.Fleet", "Gantry.Server" }.SelectMany(room =>
            Directory.EnumerateFiles(Path.Combine(RoomsTests.Root, "src", room), "*.cs", SearchOption.AllDirectories)
        );

    [GeneratedRegex(@"class \w+[^{;]*: BackgroundService")]
    private static partial Regex Service();
}
