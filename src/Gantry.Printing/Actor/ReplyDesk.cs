using Gantry.Firmware;
using Gantry.Firmware.Faults;
using Gantry.Firmware.HostActions;

namespace Gantry.Printing.Actor;

/// <summary>Reads what the firmware says besides the line protocol: faults, actions, questions, messages.</summary>
internal sealed class ReplyDesk(PrinterCore core)
{
    /// <summary>Numbers of questions that the firmware did not ask in words; its own are counted from 1.</summary>
    private const int WordlessFrom = 1_000_000;

    private const int MostActions = 64;

    private readonly FaultClassifier _faults = new();
    private readonly HostPromptTracker _prompts = new();
    private readonly Queue<HostAction> _actions = new();
    private FirmwareFault? _fault;
    private HostPrompt? _wordless;
    private int _wordlessCount;

    /// <summary>
    /// The dialog that the firmware wants shown; one of ours where it waits for a person without a word; null when there is none.
    /// </summary>
    public HostPrompt? Prompt => _prompts.Shown ?? _wordless;

    /// <summary>Whether a command under way waits for a person (M0, M1, M600).</summary>
    public bool IsWaitingForPerson { get; private set; }

    /// <summary>The last message that the firmware, or the file, wants shown.</summary>
    public string Message { get; private set; } = "";

    /// <summary>The fault that says most since the connection; null when there was none.</summary>
    public FirmwareFault? Worst => _faults.Worst;

    public void OnReply(in Reply reply)
    {
        if (_faults.Add(reply.Text) is { Response: FaultResponse.SwitchOff } fault)
            _fault = fault;
        switch (reply.Kind)
        {
            case ReplyKind.Action when HostAction.TryParse(reply.Text, out HostAction action):
                if (_actions.Count < MostActions)
                    _actions.Enqueue(action);
                break;
            case ReplyKind.Busy:
                Wait(reply.Text.EndsWith("paused for user"u8));
                break;
            case ReplyKind.Ok:
                Wait(false);
                break;
            case ReplyKind.UnknownCommand:
                OnUnknown(reply.Text);
                break;
        }
    }

    public void OnSent(ReadOnlySpan<byte> command)
    {
        if (!command.StartsWith("M117"u8))
            return;
        Message = FirmwareText.Clean(command[4..].Trim((byte)' '), 120);
        core.Changed();
    }

    /// <summary>Does what was asked, when the link has returned.</summary>
    public void Act()
    {
        if (_fault is { } fault)
        {
            _fault = null;
            core.Ending.OnFault(_faults.Worst ?? fault);
        }
        while (_actions.TryDequeue(out HostAction action))
        {
            if (_prompts.Apply(action))
                core.Changed();
            Act(action);
        }
    }

    /// <summary>Answers a dialog.</summary>
    public void Answer(int number, int button)
    {
        if (Prompt is not { } prompt || prompt.Number != number || core.Link is null)
            throw new PrinterRefusedException($"{core.Setup.Name} does not ask that any more.");
        Press(prompt, button);
    }

    /// <summary>Lets a firmware go on that waits for a person: the button that says so, or M108.</summary>
    /// <returns>False when it does not wait.</returns>
    public bool TryGoOn()
    {
        if (Prompt is not { } prompt || core.Link is null)
            return false;
        int button = 0;
        for (int i = 0; i < prompt.Buttons.Count; i++)
            if (MeansGoOn(prompt, i))
                button = i;
        Press(prompt, button);
        return true;
    }

    public void Forget()
    {
        _faults.Reset();
        _prompts.Close();
        _actions.Clear();
        _fault = null;
        Wait(false);
    }

    private void Press(HostPrompt prompt, int button)
    {
        string command = prompt.Answer(button);
        // M876 acts in time only with an emergency parser; without one M108 does, but can say no more than "go on".
        if (prompt.Number >= WordlessFrom || (!core.Firmware.HasEmergencyParser && MeansGoOn(prompt, button)))
            command = "M108";
        // The firmware is blocked by its own question: the answer must not wait behind it.
        core.Link!.SendOutOfBand(System.Text.Encoding.ASCII.GetBytes(command));
        _prompts.Close();
        Wait(false);
    }

    private static bool MeansGoOn(HostPrompt prompt, int button) =>
        prompt.Buttons.Count == 1
        || (
            button < prompt.Buttons.Count
            && prompt.Buttons[button].Contains("Continue", StringComparison.OrdinalIgnoreCase)
        );

    private void Wait(bool waits)
    {
        if (waits == IsWaitingForPerson)
            return;
        IsWaitingForPerson = waits;
        _wordless = waits
            ? new HostPrompt(WordlessFrom + ++_wordlessCount, "The printer waits for a person.", ["Continue"])
            : null;
        core.Changed();
    }

    /// <summary>Where the firmware cannot wait for a person, the host does it.</summary>
    private void OnUnknown(ReadOnlySpan<byte> text)
    {
        string? command =
            text.IndexOf("\"M600"u8) >= 0 ? "a change of filament (M600)"
            : text.IndexOf("\"M601"u8) >= 0 || text.IndexOf("\"M25"u8) >= 0 ? "a pause"
            : text.IndexOf("\"M0\""u8) >= 0 || text.IndexOf("\"M1\""u8) >= 0 || text.IndexOf("\"M0 "u8) >= 0
                ? "a stop (M0)"
            : null;
        if (command is not null && _actions.Count < MostActions)
            _actions.Enqueue(new HostAction(HostActionKind.Pause, $"The file asks for {command}."));
    }

    private void Act(HostAction action)
    {
        switch (action.Kind)
        {
            case HostActionKind.Pause or HostActionKind.OutOfFilament:
                core.Jobs.TryPause(action.Text.Length > 0 ? action.Text : "The printer asked for a pause.");
                break;
            case HostActionKind.Paused:
                core.Jobs.PausedByFirmware("The printer has paused by itself.");
                break;
            case HostActionKind.Resume or HostActionKind.Resumed:
                core.Jobs.TryResume();
                break;
            case HostActionKind.Cancel:
                core.Ending.TryCancel();
                break;
            case HostActionKind.Notification:
                Message = action.Text;
                core.Changed();
                break;
        }
    }
}
