using System.Globalization;
using Gantry.EndToEnd.Tests.Peers;

namespace Gantry.EndToEnd.Tests.Printing;

/// <summary>
/// One print, killed and cut again and again at random moments: host, share and network. What was executed is whole in the end.
/// <c>GANTRY_STORM=200</c> does it two hundred times instead of a few, <c>GANTRY_STORM_SEED=10</c> at other moments.
/// </summary>
public sealed class StormTests : PrintTest
{
    /// <summary>With these the same command with --resume is tried again: the network was away just then.</summary>
    private static readonly int[] NetworkTrouble = [67, 68, 69, 71, 72, 74];

    private static readonly int Blows = int.Parse(
        Environment.GetEnvironmentVariable("GANTRY_STORM") ?? "8",
        CultureInfo.InvariantCulture
    );

    private static readonly int FirstSeed = int.Parse(
        Environment.GetEnvironmentVariable("GANTRY_STORM_SEED") ?? "0",
        CultureInfo.InvariantCulture
    );

    /// <summary>What is left of the job when the storm is over: with one line at a time a busy machine takes long for it.</summary>
    private static readonly TimeSpan Rest = TimeSpan.FromMinutes(2 + (Blows / 10.0));

    /// <param name="seed">Of the random moments and blows.</param>
    /// <param name="window">
    /// A byte that is lost on its way to the printer can make real firmware execute the tail of a line when several are on
    /// their way; with one at a time that cannot happen. So only then bytes are lost in that direction.
    /// </param>
    [Theory]
    [InlineData(1, "auto")]
    [InlineData(2, "off")]
    public async Task A_print_in_a_storm_is_whole(int seed, string window)
    {
        JobFile job = Moves(400 + (Blows * 40));
        var random = new Random(FirstSeed + seed);
        await using SimulatedPrinter printer = await SimulatedPrinter.OnTtyAsync(Stop, "--speed", "2");
        SharedPort share = await SharedPort.StartAsync(printer.Address, Stop);
        await using var network = new Middleman(share.TcpPort);
        RunningProgram print = StartPrint(job.Path, network.Address, "--window", window);
        try
        {
            // From here on there is a job to go on with.
            await printer.ExecutedAsync(20, Stop);
            for (int blow = 0; blow < Blows; blow++)
            {
                await Task.Delay(random.Next(50, 400), Stop);
                switch (random.Next(window == "off" ? 7 : 6))
                {
                    case 0:
                        print.Signal(RunningProgram.SigKill);
                        await print.EndAsync(Stop);
                        break;
                    case 1:
                        network.Cut();
                        break;
                    case 2:
                        await network.FreezeAsync(TimeSpan.FromMilliseconds(random.Next(50, 2000)), Stop);
                        break;
                    case 3:
                        network.SwallowInbound();
                        break;
                    case 4:
                        share.Program.Signal(RunningProgram.SigKill);
                        await share.DisposeAsync();
                        share = await SharedPort.StartAsync(printer.Address, Stop);
                        network.Target = share.TcpPort;
                        break;
                    case 5:
                        share.Program.Freeze();
                        await Task.Delay(random.Next(50, 2000), Stop);
                        share.Program.Thaw();
                        break;
                    default:
                        network.SwallowOutbound();
                        break;
                }
                if (print.HasEnded && await print.EndAsync(Stop) != 0)
                    print = await AgainAsync(print, job, network, window);
            }
            for (int again = 0; await print.FinishAsync(Stop, Rest) is { Status: not 0 }; again++)
            {
                again.ShouldBeLessThan(20, print.Errors);
                print = await AgainAsync(print, job, network, window);
            }
        }
        finally
        {
            await print.DisposeAsync();
            await share.DisposeAsync();
        }
        job.ShouldBeAllOf(printer.Executed());
    }

    private async Task<RunningProgram> AgainAsync(RunningProgram print, JobFile job, Middleman network, string window)
    {
        int status = await print.EndAsync(Stop);
        if (status != 128 + RunningProgram.SigKill)
            status.ShouldBeOneOf(NetworkTrouble, print.Errors);
        await print.DisposeAsync();
        return StartPrint(job.Path, network.Address, "--window", window, "--resume");
    }
}
