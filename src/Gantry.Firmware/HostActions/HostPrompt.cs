using System.Globalization;

namespace Gantry.Firmware.HostActions;

/// <summary>A dialog that the firmware wants to be shown. Immutable.</summary>
/// <param name="Number">Tells one dialog from the next: an answer that was meant for an earlier one must not be sent.</param>
/// <param name="Text">The question; may be empty.</param>
/// <param name="Buttons">The buttons in their order; may be none.</param>
public sealed record HostPrompt(int Number, string Text, IReadOnlyList<string> Buttons)
{
    /// <summary>The command that presses a button.</summary>
    /// <param name="button">Its place among the buttons, from 0. A dialog without buttons takes 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such button.</exception>
    public string Answer(int button)
    {
        if (button < 0 || button >= Math.Max(1, Buttons.Count))
            throw new ArgumentOutOfRangeException(
                nameof(button),
                button,
                $"The printer's question has {Buttons.Count} buttons, numbered from 0; choose one of them."
            );
        return string.Create(CultureInfo.InvariantCulture, $"M876 S{button}");
    }
}
