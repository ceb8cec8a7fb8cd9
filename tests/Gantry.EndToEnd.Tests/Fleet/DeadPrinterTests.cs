using System.Net;
using System.Net.Sockets;
using Gantry.EndToEnd.Tests.Storage;
using Gantry.Fleet.Matching;
using Gantry.Fleet.Printers;
using Gantry.Fleet.Printers.Views;
using Gantry.Storage;

namespace Gantry.EndToEnd.Tests.Fleet;

/// <summary>One printer that is dead or hangs changes nothing for the others.</summary>
public sealed class DeadPrinterTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory, BothDatabases]
    public async Task One_dead_and_one_hung_printer_of_fifty_change_nothing_for_the_others(DatabaseKind kind)
    {
        await using FleetRig rig = await FleetRig.StartAsync(kind);
        using var hung = new TcpListener(IPAddress.Loopback, 0);
        hung.Start();
        using var dead = new TcpListener(IPAddress.Loopback, 0);
        dead.Start();
        string nobody = $"tcp://{dead.LocalEndpoint}";
        dead.Stop();
        PrinterView silent = await AddAsync(rig, "silent", $"tcp://{hung.LocalEndpoint}");
        PrinterView gone = await AddAsync(rig, "gone", nobody);
        var good = new List<PrinterView>();
        foreach (string address in rig.SimulateMany(48))
            good.Add(await AddAsync(rig, $"good {good.Count}", address));
        foreach (PrinterView printer in good)
        {
            await rig.WaitAsync(printer.Id, p => p.Live.State == LiveState.Idle);
            await rig.DoAsync(printer.Id, PrinterAction.ClearPlate);
        }

        var job = await rig.SendAsync("part.gcode", change: j => j with { Copies = 50 });

        foreach (PrinterView printer in good)
            await rig.WaitAsync(printer.Id, p => p.Live.State == LiveState.Finished);
        IReadOnlyList<Wait> waits = await rig.Fleet.Queue.ExplainAsync(FleetRig.Boss, job.Id, Stop);
        waits.Single(w => w.PrinterId == silent.Id).Reasons.ShouldContain(r => r.Code == WaitCode.Offline);
        waits.Single(w => w.PrinterId == gone.Id).Reasons.ShouldContain(r => r.Code == WaitCode.Offline);
        (await rig.PrintsAsync()).Count.ShouldBe(48);
    }

    private static Task<PrinterView> AddAsync(FleetRig rig, string name, string url) =>
        rig.Fleet.Printers.AddAsync(FleetRig.Boss, new PrinterEdit { Name = name, Url = url }, Stop);
}
