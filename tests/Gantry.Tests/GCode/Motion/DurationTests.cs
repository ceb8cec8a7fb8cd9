using System.Text.Json;
using Gantry.GCode;
using Gantry.GCode.Motion;
using Gantry.GCode.Words;

namespace Gantry.Tests.GCode.Motion;

/// <summary>The estimates against the seconds that real Marlin took (tests/data/durations).</summary>
public sealed class DurationTests
{
    private static readonly JsonElement Measured = JsonDocument
        .Parse(TestData.Text("durations/durations.json"))
        .RootElement.GetProperty("files");

    /// <summary>The commands that the measurement left out.</summary>
    private static readonly int[] LeftOut = [73, 84, 104, 106, 107, 109, 140, 190, 201, 203, 204, 205];

    [Theory]
    [InlineData("cube10_prusa.gcode")]
    [InlineData("steps_fast_prusa.gcode")]
    [InlineData("vase_spiral_prusa.gcode")]
    [InlineData("vase_gyroid_prusa.gcode")]
    public async Task The_estimate_is_within_one_percent_of_real_Marlin_and_nearer_than_the_slicer(string file)
    {
        JsonElement measured = Measured.GetProperty(file);
        double slicer = measured.GetProperty("slicer_estimate_s").GetDouble();
        foreach (
            (string machine, MachineSettings settings) in new[]
            {
                ("ramps_s", MachineSettings.Marlin),
                ("ender_s", MachineSettings.Ender3),
            }
        )
        {
            double real = measured.GetProperty(machine).GetDouble();
            double estimate = await Estimate(file, settings);
            Math.Abs(estimate / real - 1).ShouldBeLessThan(0.01, $"{machine}: {estimate:F1} s for {real} s");
            Math.Abs(estimate - real).ShouldBeLessThan(Math.Abs(slicer - real), machine);
        }
    }

    private static async Task<double> Estimate(string file, MachineSettings settings)
    {
        var estimator = new PrintTimeEstimator(settings);
        var command = new GCodeCommand();
        using var reader = new GCodeReader(new MemoryStream(TestData.Bytes("durations/" + file)));
        while (await reader.ReadAsync(TestContext.Current.CancellationToken))
        {
            if (command.Parse(reader.Command) && !(command.Letter == 'M' && LeftOut.Contains(command.Code)))
                estimator.Execute(command);
        }
        return estimator.Finish();
    }
}
