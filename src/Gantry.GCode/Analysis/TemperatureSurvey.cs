using Gantry.GCode.Words;

namespace Gantry.GCode.Analysis;

/// <summary>Follows the targets of all heaters: M104, M109, M140, M190, M141, M191.</summary>
/// <param name="isShared">
/// Whether all tools melt in one hotend, as in a printer that changes filaments: then a target is everybody's. Only the settings
/// at the end of a file say so.
/// </param>
internal sealed class TemperatureSurvey(bool isShared)
{
    private const int MaxTools = 32;
    private readonly SortedDictionary<int, HeaterSurvey> _hotends = [];
    private readonly HeaterSurvey _bed = new();
    private readonly HeaterSurvey _chamber = new();
    private double _shared;

    /// <summary>Whether a command named another hotend than the first, so that there is more than one.</summary>
    public bool NamesOthers { get; private set; }

    /// <summary>Takes a command; others than those for heaters change nothing.</summary>
    /// <param name="command">The command.</param>
    /// <param name="tool">The tool in use, which a command without T means.</param>
    public void Execute(GCodeCommand command, int tool)
    {
        if (!command.TryGet('S', out double target) && !command.TryGet('R', out target))
            return;
        switch (command.Code)
        {
            case 104 or 109:
                int t = (int)Math.Clamp(command.Get('T', tool), 0, MaxTools);
                NamesOthers |= command.Get('T', 0) > 0;
                _shared = target;
                Hotend(t)?.Set(target);
                if (isShared)
                    foreach (HeaterSurvey hotend in _hotends.Values)
                        hotend.Set(target);
                break;
            case 140 or 190:
                _bed.Set(target);
                break;
            case 141 or 191:
                _chamber.Set(target);
                break;
        }
    }

    /// <summary>A layer begins, or the last line of print is reached.</summary>
    public void OnPrinting(int tool, bool firstLayer)
    {
        HeaterSurvey? hotend = Hotend(tool);
        if (firstLayer)
        {
            hotend?.OnFirstLayer();
            _bed.OnFirstLayer();
            _chamber.OnFirstLayer();
        }
        hotend?.OnPrinting();
        _bed.OnPrinting();
        _chamber.OnPrinting();
    }

    /// <summary>
    /// So many commands were printed. A shared hotend is heated for the next filament while the one before still prints its end
    /// into the wipe tower, so the last target says little of it.
    /// </summary>
    public void Count(int tool, bool firstLayer, long commands)
    {
        if (isShared && !firstLayer)
            Hotend(tool)?.Count(commands);
    }

    public TemperatureSummary ToSummary() =>
        new(
            _hotends.Where(h => h.Value.IsUsed).ToDictionary(h => h.Key, h => h.Value.ToTemperatures()),
            _bed.IsUsed ? _bed.ToTemperatures() : null,
            _chamber.IsUsed ? _chamber.ToTemperatures() : null
        );

    private HeaterSurvey? Hotend(int tool)
    {
        if (tool is < 0 or >= MaxTools)
            return null;
        if (!_hotends.TryGetValue(tool, out HeaterSurvey? hotend))
        {
            _hotends.Add(tool, hotend = new HeaterSurvey());
            if (isShared)
                hotend.Set(_shared);
        }
        return hotend;
    }
}
