namespace Gantry.Firmware.HostActions;

/// <summary>Puts a dialog together from the actions that describe it.</summary>
public sealed class HostPromptTracker
{
    /// <summary>Marlin shows at most two; more than this is no dialog.</summary>
    public const int MostButtons = 16;

    private readonly List<string> _buttons = [];
    private string? _text;
    private int _number;

    /// <summary>The dialog to be shown; null when there is none.</summary>
    public HostPrompt? Shown { get; private set; }

    /// <summary>Takes an action; those that are not about dialogs change nothing.</summary>
    /// <returns>Whether <see cref="Shown"/> has changed.</returns>
    public bool Apply(in HostAction action)
    {
        switch (action.Kind)
        {
            case HostActionKind.PromptBegin:
                bool wasShown = Close();
                _text = action.Text;
                return wasShown;
            case HostActionKind.PromptButton:
                if (_text is not null && _buttons.Count < MostButtons)
                    _buttons.Add(action.Text);
                return false;
            case HostActionKind.PromptShow when _text is { } text:
                Shown = new HostPrompt(++_number, text, [.. _buttons]);
                return true;
            case HostActionKind.PromptEnd:
                return Close();
            default:
                return false;
        }
    }

    /// <summary>Forgets the dialog: it was answered, or the connection is gone.</summary>
    /// <returns>Whether one was shown.</returns>
    public bool Close()
    {
        bool wasShown = Shown is not null;
        Shown = null;
        _text = null;
        _buttons.Clear();
        return wasShown;
    }
}
