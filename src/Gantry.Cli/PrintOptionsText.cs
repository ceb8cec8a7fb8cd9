using System.CommandLine.Parsing;
using System.Globalization;
using Gantry.Firmware;
using Gantry.Simulator;

namespace Gantry.Cli;

/// <summary>Reads the options that every verb that talks to a printer has.</summary>
internal static class PrintOptionsText
{
    /// <summary>A baud rate; 0 for auto.</summary>
    public static int ReadBaud(ArgumentResult result)
    {
        string text = result.Tokens[0].Value;
        if (text == "auto")
            return 0;
        if (
            int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int baud)
            && baud is >= 50 and <= 4_000_000
        )
            return baud;
        result.AddError($"--baud takes a rate from 50 to 4000000, or auto, not '{text}'.");
        return 0;
    }

    /// <summary>A window, and whether it may grow with what the firmware shows.</summary>
    public static WindowChoice? ReadWindow(ArgumentResult result)
    {
        string text = result.Tokens[0].Value;
        if (text == "auto")
            return WindowChoice.Auto;
        if (text == "off")
            return new WindowChoice(WindowSize.OneLine, MayGrow: false);
        if (
            int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int lines)
            && lines is >= 1 and <= 64
        )
            return new WindowChoice(new WindowSize(lines, WindowSize.Marlin.BufferBytes), MayGrow: false);
        result.AddError($"--window takes a number of lines from 1 to 64, auto or off, not '{text}'.");
        return null;
    }

    /// <summary>A time with its unit.</summary>
    public static TimeSpan? ReadTime(ArgumentResult result)
    {
        if (DurationText.TryParse(result.Tokens[0].Value, out TimeSpan time))
            return time;
        result.AddError($"A time needs a number and a unit (ms, s, m, h), as in 20ms, not '{result.Tokens[0].Value}'.");
        return null;
    }
}
