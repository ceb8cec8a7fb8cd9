using System.Text;
using Gantry.Firmware;
using Gantry.GCode.Checking;
using Gantry.Printing.Control;
using Gantry.Printing.Jobs;
using Gantry.Printing.Scripts;

namespace Gantry.Printing.Actor;

/// <summary>Sends what people do by hand, each line numbered, behind what was sent.</summary>
internal sealed class ManualControl(PrinterCore core)
{
    /// <summary>Sends commands.</summary>
    /// <returns>Where what is said to them gathers; null when there are none.</returns>
    public AnswerDesk.Question? Send(
        IReadOnlyList<string> commands,
        Action<IReadOnlyList<CommandAnswer>> done,
        Action lost
    )
    {
        RequireConnection();
        if (!core.MayInsert)
            throw new PrinterRefusedException(
                $"{core.Setup.Name} can be told nothing between the lines of its print now: {core.Job?.JournalTrouble} Pause, cancel and the emergency stop still work."
            );
        core.Policies.Used();
        if (core.Job is { IsPaused: true } paused)
            paused.IsDisturbed = true;
        var lines = new List<string>();
        foreach (string command in commands)
            lines.AddRange(CommandLines.Split(command));
        RequireCool(lines);
        if (lines.Count == 0)
        {
            done([]);
            return null;
        }
        AnswerDesk.Question? question = null;
        long last = core.Insert(
            lines,
            () =>
            {
                core.Answers.Close(question!);
                done(question!.Answers);
            },
            () =>
            {
                core.Answers.Close(question!);
                lost();
            }
        );
        question = core.Answers.Ask(lines, last);
        return question;
    }

    public void Jog(JogMove move, Action<IReadOnlyList<CommandAnswer>> done, Action lost)
    {
        RequireStill("move the head");
        Send(ManualCommands.Jog(move, core.Setup, core.Modal.State), done, lost);
    }

    public void Home(AxisSet axes, Action<IReadOnlyList<CommandAnswer>> done, Action lost)
    {
        RequireStill("home");
        if (core.Job is not null && axes.HasFlag(AxisSet.Z))
            throw new PrinterRefusedException($"{core.Setup.Name} has a print on its plate: Z is not homed into it.");
        Send(ManualCommands.Home(axes), done, lost);
    }

    public void Extrude(double mm, double feedrate, Action<IReadOnlyList<CommandAnswer>> done, Action lost)
    {
        RequireStill("move filament");
        if (!core.Modal.CanExtrude)
            throw new PrinterRefusedException(
                $"{core.Setup.Name}'s hotend is too cold to move filament; heat it first."
            );
        Send(ManualCommands.Extrude(mm, feedrate, core.Modal.State), done, lost);
    }

    /// <summary>Never refused while there is a connection, for it is what a person does who has seen that something is wrong.</summary>
    public void SwitchHeatersOff(Action<IReadOnlyList<CommandAnswer>> done, Action lost)
    {
        RequireConnection();
        if (core.MayInsert)
        {
            Run(core.Setup.Scripts.HeatersOff, done, lost);
            return;
        }
        core.Policies.Used();
        if (core.Job is { IsPaused: true } paused)
            paused.IsDisturbed = true;
        core.SendAnyway([.. RestoreCommands.HeatersOff(core.Setup.Machine)]);
        done([]);
    }

    public void SwitchMotorsOff(Action<IReadOnlyList<CommandAnswer>> done, Action lost)
    {
        // A paused print needs the position that motors without current lose.
        if (core.Job is not null)
            throw new PrinterRefusedException($"{core.Setup.Name} has a print under way: its motors must hold.");
        Send(["M84"], done, lost);
    }

    public void Run(GCodeScript script, Action<IReadOnlyList<CommandAnswer>> done, Action lost) =>
        Send(core.Expand(script, core.Modal.State, core.Modal.CanExtrude), done, lost);

    private void RequireConnection()
    {
        if (core.State == PrinterState.Connecting)
            throw new PrinterRefusedException($"{core.Setup.Name} is still connecting; try again in a moment.");
        if (core.Link is not { Phase: not (LinkPhase.Idle or LinkPhase.Halted) } || core.Stream is null)
            throw new PrinterRefusedException($"{core.Setup.Name} is not connected: nothing can be sent.");
    }

    /// <summary>The limits of the profile also hold where the firmware would take more.</summary>
    private void RequireCool(List<string> lines)
    {
        var heat = new HeatTargets(core.Modal.State.Tool);
        foreach (string line in lines)
            heat.Take(Encoding.UTF8.GetBytes(line));
        if (heat.Over(core.Setup.Machine.Limits) is { } tooHot)
            throw new PrinterRefusedException($"Nothing was sent. {tooHot}");
    }

    /// <summary>What moves the head by hand must not get between the moves of a print.</summary>
    private void RequireStill(string what)
    {
        RequireConnection();
        if (core.State is not (PrinterState.Idle or PrinterState.Paused or PrinterState.Finished))
            throw new PrinterRefusedException(
                $"{core.Setup.Name} is {core.State.ToString().ToLowerInvariant()}: it cannot {what} now."
            );
    }
}
