using Gantry.Firmware.Temperatures;
using Gantry.Printing.Actor;
using Gantry.Printing.Control;
using Gantry.Printing.Jobs;
using Gantry.Printing.Journal;
using Gantry.Printing.Ports;
using Gantry.Printing.Scripts;
using Gantry.Printing.Temperatures;
using Gantry.Printing.Terminal;
using Gantry.Serial;

namespace Gantry.Printing;

/// <summary>
/// One printer: an actor with one loop, which alone touches its port and its state. Everybody else reads the
/// <see cref="Snapshot"/> and asks by the methods, from any thread; their tasks end when the loop has done or refused what was
/// asked (<see cref="PrinterRefusedException"/>, whose message is for people).
/// </summary>
public sealed class Printer : IAsyncDisposable
{
    private readonly PrinterLoop _loop;

    /// <summary>Makes a printer; it does nothing until it is asked.</summary>
    /// <param name="setup">What is known of it.</param>
    /// <param name="opener">Who opens its port.</param>
    /// <param name="time">The clock.</param>
    /// <param name="random">Where the numbering of streams begins.</param>
    /// <param name="ports">Who finds its port again under another name; null when it has only the one of its setup.</param>
    public Printer(
        PrinterSetup setup,
        ISerialPortOpener opener,
        TimeProvider time,
        Random? random = null,
        IPortResolver? ports = null
    ) => _loop = new PrinterLoop(setup, opener, time, random ?? new Random(), ports);

    /// <summary>The printer as it is now, at most a fifth of a second old.</summary>
    public PrinterSnapshot Snapshot => _loop.Feed.Current;

    /// <summary>What was sent and received, with times since <see cref="StartedAt"/>; read it with a <see cref="TerminalReader"/>.</summary>
    public TerminalLog Terminal => _loop.Core.Terminal;

    /// <summary>The temperatures of the last two days, with times since <see cref="StartedAt"/>.</summary>
    public TemperatureHistory Temperatures => _loop.Core.History;

    /// <summary>When the times of <see cref="Terminal"/> and <see cref="Temperatures"/> were zero.</summary>
    public DateTimeOffset StartedAt => _loop.StartedAt;

    /// <summary>The time now, on the clock of <see cref="Terminal"/> and <see cref="Temperatures"/>.</summary>
    public TimeSpan Elapsed => _loop.Now;

    /// <summary>The snapshots from now on, the present one first. A slow reader misses those in between, never the last.</summary>
    public IAsyncEnumerable<PrinterSnapshot> WatchAsync(CancellationToken cancellationToken) =>
        _loop.Feed.WatchAsync(cancellationToken);

    /// <summary>
    /// Sets what is known of the printer anew: scripts, machine and policy from now on, address and baud rate with the next
    /// connection.
    /// </summary>
    public Task ChangeSetupAsync(PrinterSetup setup) => _loop.AskAsync((core, now) => core.ChangeSetup(setup, now));

    /// <summary>Opens the port and looks for the firmware; from then on a lost connection is tried again by itself.</summary>
    public Task ConnectAsync() => _loop.AskAsync((core, now) => core.Connect(now));

    /// <summary>Closes the port, and lets it be.</summary>
    public Task DisconnectAsync() => _loop.AskAsync((core, now) => core.Disconnect(now));

    /// <summary>A device appeared that may be this printer: a lost connection is tried at once.</summary>
    public Task DeviceAppearedAsync() => _loop.AskAsync((core, now) => core.DeviceAppeared(now));

    /// <summary>Begins a job. The printer must be idle.</summary>
    /// <exception cref="PrinterRefusedException">It cannot now; the job is not touched.</exception>
    public Task StartAsync(PreparedJob job)
    {
        _loop.Take(job);
        return _loop.AskAsync((core, now) => core.Start(job, now));
    }

    /// <summary>Takes over a job that another process began; it goes on when the printer is connected.</summary>
    /// <param name="job">The job.</param>
    /// <param name="wasPaused">Whether it was paused, as far as others than its journal know: that may have been on a full disk.</param>
    /// <param name="interruption">Why it was interrupted, likewise; null when it was not.</param>
    public Task AdoptAsync(PreparedJob job, bool wasPaused = false, string? interruption = null)
    {
        _loop.Take(job);
        return _loop.AskAsync((core, now) => core.Adopt(job, wasPaused, interruption, now));
    }

    /// <summary>Holds the job's lines and runs the pause script.</summary>
    public Task PauseAsync() => _loop.AskAsync((core, now) => core.Pause(now));

    /// <summary>Runs the resume script and goes on with the job; where the firmware has paused by itself, lets it go on.</summary>
    public Task ResumeAsync() => _loop.AskAsync((core, now) => core.Resume(now));

    /// <summary>
    /// Gives the job up: heaters and fans off before anything else, past waits and slow moves as far as the firmware lets it;
    /// then the cancel script. Also gives up an interrupted job.
    /// </summary>
    public Task CancelAsync() => _loop.AskAsync((core, now) => core.Cancel(now));

    /// <summary>Says how an interrupted print could go on at a layer, and what a person should know before. Reads the whole file.</summary>
    /// <param name="layer">The layer, from 1; null for the one in which it stopped.</param>
    /// <param name="zAdjustment">A correction of the height by a person who has looked, mm: more is higher above the part.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <exception cref="LayerResumeException">It cannot be done safely; the message says why, and what to do.</exception>
    /// <exception cref="PrinterRefusedException">There is no interrupted print.</exception>
    public async Task<LayerResumePlan> PlanResumeAsync(
        int? layer = null,
        double zAdjustment = 0,
        CancellationToken cancellationToken = default
    )
    {
        InterruptedPrint print = await FindInterruptedAsync();
        return await LayerResumePlanner.PlanAsync(print, layer, zAdjustment, cancellationToken);
    }

    /// <summary>
    /// Lets an interrupted print go on at a layer. A new job with a journal of its own takes the place of the old one.
    /// </summary>
    /// <param name="jobs">Where journals are.</param>
    /// <param name="layer">The layer, from 1; null for the one in which it stopped.</param>
    /// <param name="zAdjustment">A correction of the height by a person who has looked, mm: more is higher above the part.</param>
    /// <param name="cancellationToken">Ends the reading of the file; not what was begun.</param>
    /// <returns>The new job.</returns>
    /// <exception cref="LayerResumeException">It cannot be done safely; the message says why, and what to do.</exception>
    /// <exception cref="JobException">The file cannot be read, or the journal not written.</exception>
    /// <exception cref="PrinterRefusedException">There is no interrupted print.</exception>
    public async Task<JournalHeader> ResumeInterruptedAsync(
        JobStore jobs,
        int? layer = null,
        double zAdjustment = 0,
        CancellationToken cancellationToken = default
    )
    {
        InterruptedPrint print = await FindInterruptedAsync();
        LayerResumePlan plan = await LayerResumePlanner.PlanAsync(print, layer, zAdjustment, cancellationToken);
        PreparedJob job = await jobs.BeginAtLayerAsync(
            print.Job.Header,
            plan,
            print.Firmware.Identity,
            cancellationToken
        );
        try
        {
            await StartAsync(job);
        }
        catch (PrinterRefusedException)
        {
            await job.Journal.CloseAsync();
            job.File.Dispose();
            jobs.Remove(job.Header);
            throw;
        }
        return job.Header;
    }

    /// <summary>A person says that the plate is clear.</summary>
    public Task ClearPlateAsync() => _loop.AskAsync((core, now) => core.ClearPlate(now));

    /// <summary>Takes the printer out of service: the port is closed, and nothing is started.</summary>
    public Task EnterMaintenanceAsync() => _loop.AskAsync((core, now) => core.SetMaintenance(true, now));

    /// <summary>Puts the printer back into service.</summary>
    public Task LeaveMaintenanceAsync() => _loop.AskAsync((core, now) => core.SetMaintenance(false, now));

    /// <summary>Stops the firmware at once; it must be reset afterwards.</summary>
    public Task StopInEmergencyAsync() => _loop.AskAsync((core, now) => core.StopInEmergency(now));

    /// <summary>Resets the board after an error and connects anew.</summary>
    public Task ResetAsync() => _loop.AskAsync((core, now) => core.Reset(now));

    /// <summary>Presses a button of the dialog that the printer shows.</summary>
    /// <param name="prompt">The dialog's number; an answer to an earlier one is refused.</param>
    /// <param name="button">The button's place, from 0.</param>
    public Task AnswerPromptAsync(int prompt, int button) =>
        _loop.AskAsync((core, now) => core.AnswerPrompt(prompt, button, now));

    /// <summary>
    /// Sends commands, each numbered, between the lines of a job if there is one; done when the firmware has acknowledged the
    /// last one.
    /// </summary>
    /// <returns>What the firmware said to each.</returns>
    /// <exception cref="PrinterRefusedException">They cannot be sent, or the connection was lost before they were done.</exception>
    public async Task<IReadOnlyList<CommandAnswer>> SendAsync(params IReadOnlyList<string> commands) =>
        await (await TakeAsync(commands)).Done;

    /// <summary>As <c>SendAsync</c>, but done as soon as they are on their way: the answers may take as long as a hotend.</summary>
    /// <exception cref="PrinterRefusedException">They cannot be sent; none was.</exception>
    public async Task<SentCommands> TakeAsync(IReadOnlyList<string> commands)
    {
        TaskCompletionSource<IReadOnlyList<CommandAnswer>> done = NewAnswers();
        AnswerDesk.Question? question = null;
        await _loop.AskAsync(
            (core, now) => core.Take(commands, a => done.TrySetResult(a), () => Lose(done), q => question = q, now)
        );
        return new SentCommands(
            done.Task,
            async () =>
            {
                IReadOnlyList<CommandAnswer> answers = [];
                await _loop.AskAsync((_, _) => answers = question?.Answers ?? []);
                return answers;
            }
        );
    }

    /// <summary>Moves the head. Not while a job prints.</summary>
    public Task JogAsync(JogMove move) => SendAsync((core, done, lost, now) => core.Jog(move, done, lost, now));

    /// <summary>Homes axes. Not while a job prints.</summary>
    public Task HomeAsync(AxisSet axes) => SendAsync((core, done, lost, now) => core.Home(axes, done, lost, now));

    /// <summary>Moves filament; less than nothing pulls it back. Not while a job prints, and not with a cold hotend.</summary>
    /// <param name="mm">How much.</param>
    /// <param name="feedrate">How fast, mm/min.</param>
    public Task ExtrudeAsync(double mm, double feedrate = 300) =>
        SendAsync((core, done, lost, now) => core.Extrude(mm, feedrate, done, lost, now));

    /// <summary>Sets a heater's target, °C; 0 is off.</summary>
    public Task SetTemperatureAsync(HeaterId heater, double target) =>
        SendAsync((core, done, lost, now) => core.Heat(heater, target, done, lost, now));

    /// <summary>Sets a fan, %.</summary>
    public Task SetFanAsync(int fan, double percent) =>
        SendAsync((core, done, lost, now) => core.Send(ManualCommands.Fan(fan, percent), done, lost, now));

    /// <summary>Sets speed and flow, % (M220, M221); null leaves one as it is.</summary>
    public Task SetFactorsAsync(double? feedratePercent, double? flowPercent) =>
        SendAsync(
            (core, done, lost, now) => core.Send(ManualCommands.Factors(feedratePercent, flowPercent), done, lost, now)
        );

    /// <summary>Switches the motors off. Not while a job prints.</summary>
    public Task SwitchMotorsOffAsync() => SendAsync((core, done, lost, now) => core.SwitchMotorsOff(done, lost, now));

    /// <summary>Switches all heaters off, also in mid-print.</summary>
    public Task SwitchHeatersOffAsync() => SendAsync((core, done, lost, now) => core.SwitchHeatersOff(done, lost, now));

    /// <summary>Runs a script, with its placeholders filled in; done when the firmware has acknowledged its last line.</summary>
    public Task RunScriptAsync(GCodeScript script) =>
        SendAsync((core, done, lost, now) => core.Run(script, done, lost, now));

    /// <summary>Ends the loop and closes the port. A job stays in its journal and can go on later.</summary>
    public ValueTask DisposeAsync() => _loop.DisposeAsync();

    private async Task<InterruptedPrint> FindInterruptedAsync()
    {
        InterruptedPrint? print = null;
        await _loop.AskAsync((core, _) => print = core.RequireInterrupted());
        return print!;
    }

    private async Task<IReadOnlyList<CommandAnswer>> SendAsync(
        Action<PrinterCore, Action<IReadOnlyList<CommandAnswer>>, Action, TimeSpan> send
    )
    {
        TaskCompletionSource<IReadOnlyList<CommandAnswer>> done = NewAnswers();
        await _loop.AskAsync((core, now) => send(core, answers => done.TrySetResult(answers), () => Lose(done), now));
        return await done.Task;
    }

    private static TaskCompletionSource<IReadOnlyList<CommandAnswer>> NewAnswers() =>
        new(TaskCreationOptions.RunContinuationsAsynchronously);

    private static void Lose(TaskCompletionSource<IReadOnlyList<CommandAnswer>> done) =>
        done.TrySetException(new PrinterRefusedException("The connection was lost before that was done."));
}
