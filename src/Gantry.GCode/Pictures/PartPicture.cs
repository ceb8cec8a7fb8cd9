using Gantry.GCode.Analysis;
using Gantry.GCode.Containers;
using Gantry.GCode.Motion;
using Gantry.GCode.Words;

namespace Gantry.GCode.Pictures;

/// <summary>Draws a part from its moves, seen from above one corner, for files that carry no picture of their own.</summary>
public static class PartPicture
{
    /// <summary>Width and height of the picture in pixels.</summary>
    public const int Pixels = 320;

    /// <summary>Moves closer to the box than this, in mm, are of the part; a priming line is not.</summary>
    private const double Slack = 0.5;

    /// <summary>Reads a file once more, and draws what it extrudes.</summary>
    /// <param name="file">The file.</param>
    /// <param name="bounds">The box of the part, as the analysis found it.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <returns>A PNG; null when the file extrudes nothing that has a size.</returns>
    /// <exception cref="GCodeException">The file is damaged inside.</exception>
    /// <exception cref="IOException">It cannot be read.</exception>
    public static async Task<Thumbnail?> DrawAsync(
        GCodeFile file,
        Box bounds,
        CancellationToken cancellationToken = default
    )
    {
        if (Math.Max(bounds.SizeX, bounds.SizeY) <= 0)
            return null;
        var canvas = new PartCanvas(Pixels, bounds);
        var interpreter = new MotionInterpreter(MachineSettings.Marlin, new MotionPlanner(MachineSettings.Marlin));
        var command = new GCodeCommand();
        AxisValues at = interpreter.Position;
        using GCodeReader reader = file.CreateReader();
        while (await reader.ReadAsync(cancellationToken))
        {
            if (!command.Parse(reader.Command))
                continue;
            MotionAction action = interpreter.Interpret(command);
            while (interpreter.TryNextMove(out Move move))
            {
                if (move.Target.E > at.E && Holds(bounds, at) && Holds(bounds, move.Target))
                    canvas.Draw(at, move.Target);
                at = move.Target;
            }
            if (action == MotionAction.Home)
                at = interpreter.Position;
        }
        return canvas.IsEmpty
            ? null
            : new Thumbnail(ThumbnailFormat.Png, Pixels, Pixels, PngFile.Encode(Pixels, Pixels, canvas.ToRgba()));
    }

    private static bool Holds(in Box box, in AxisValues p) =>
        p.X >= box.MinX - Slack
        && p.X <= box.MaxX + Slack
        && p.Y >= box.MinY - Slack
        && p.Y <= box.MaxY + Slack
        && p.Z >= box.MinZ - Slack
        && p.Z <= box.MaxZ + Slack;
}
