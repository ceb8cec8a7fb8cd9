using Gantry.Firmware;
using Gantry.Firmware.Faults;
using Gantry.Firmware.HostActions;

namespace Gantry.Printing.Actor;

/// <summary>Reads what the firmware says besides the line protocol: faults, actions, questions, messages.</summary>
internal sealed class ReplyDesk(PrinterCore core)
{
    private readonly FaultClassifier _faults = new();
    private readonly HostPromptTracker _prompts = new();
    private readonly Queue<HostAction> _actions = new();
    private FirmwareFault? _fault;

    /// <summary>The dialog that the firmware wants shown; null when there is none.</summary>
    public HostPrompt? Prompt => _prompts.Shown;

    /// <summary>The last message that the firmware, or the file, wants shown.</summary>
    public string Message { get; private set; } = "";

    /// <summary>The fault that says most since the connection; null when there was none.</summary>
    public FirmwareFault? Worst => _faults.Worst;

    public void OnReply(in Reply reply)
    {
        if (_faults.Add(reply.Text) is { Response: FaultResponse.SwitchOff } fault)
            _fault = fault;
        if (reply.Kind == ReplyKind.Action && HostAction.TryParse(reply.Text, out HostAction action))
            _actions.Enqueue(action);
    }

    public void OnSent(in SentLine line)
    {
        ReadOnlySpan<byte> command = line.Command;
        if (command.StartsWith("M117"u8))
        {
            Message = FirmwareText.Clean(command[4..].Trim((byte)' '), 120);
            core.Changed();
        }
    }

    /// <summary>Does what was asked, when the link has returned.</summary>
    public void Act()
    {
        if (_fault is { } fault)
        {
            _fault = null;
            core.Jobs.OnFault(_faults.Worst ?? fault);
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
        if (_prompts.Shown is not { } prompt || prompt.Number != number || core.Link is null)
            throw new PrinterRefusedException($"{core.Setup.Name} does not ask that any more.");
        string command = prompt.Answer(button);
        // The firmware is blocked by its own question: the answer must not wait behind it.
        core.Link.SendOutOfBand(System.Text.Encoding.ASCII.GetBytes(command));
        _prompts.Close();
    }

    public void Forget()
    {
        _faults.Reset();
        _prompts.Close();
        _actions.Clear();
        _fault = null;
    }

    private void Act(HostAction action)
    {
        switch (action.Kind)
        {
            case HostActionKind.Pause or HostActionKind.OutOfFilament:
                core.Jobs.TryPause(
                    runScript: true,
                    action.Text.Length > 0 ? action.Text : "The printer asked for a pause."
                );
                break;
            case HostActionKind.Paused:
                core.Jobs.TryPause(runScript: false, "The printer has paused by itself.");
                break;
            case HostActionKind.Resume or HostActionKind.Resumed:
                core.Jobs.TryResume();
                break;
            case HostActionKind.Cancel:
                core.Jobs.TryCancel();
                break;
            case HostActionKind.Notification:
                Message = action.Text;
                core.Changed();
                break;
        }
    }
}
