namespace Gantry.Printing.Jobs;

/// <summary>Finds the layers of a file in one pass over its commands.</summary>
/// <param name="state">The state in front of the first command; it follows along.</param>
public sealed class LayerMapBuilder(ModalState state)
{
    /// <summary>Layers that are kept: two metres of 0.1 mm.</summary>
    public const int MostLayers = 20_000;

    /// <summary>Less than this, in mm, is the climb of a spiral.</summary>
    private const double LeastHeight = 0.04;

    private const double Rounding = 0.001;

    /// <summary>Below this height, in mm, a line that is printed higher than the next was there to prime the nozzle.</summary>
    private const double PrimingHeight = 1;

    private readonly List<LayerStart> _layers = [];
    private long _number;
    private long _lastPrinted;
    private bool _isOneAfterAnother;

    /// <summary>Takes the next command.</summary>
    public void Add(ReadOnlySpan<byte> command)
    {
        _number++;
        state.Execute(command);
        if (!state.JustPrinted || state.PrintedZ is not { } z)
            return;
        if (!_isOneAfterAnother)
            Print(z);
        _lastPrinted = _number;
    }

    /// <summary>The layers of all that was added.</summary>
    public LayerMap Finish() => new([.. _layers], _isOneAfterAnother);

    private void Print(double z)
    {
        double top = _layers.Count == 0 ? double.NegativeInfinity : _layers[^1].Z;
        if (z > top + LeastHeight)
            AddLayer(z);
        else if (!GoesDownTo(z))
            return;
        else if (top <= PrimingHeight)
        {
            _layers.Clear();
            AddLayer(z);
        }
        else
            _isOneAfterAnother = true;
    }

    /// <summary>A seam may begin lower than its layer (a scarf), but not as low as the layer below.</summary>
    private bool GoesDownTo(double z) =>
        _layers.Count < 2 ? z < _layers[^1].Z - LeastHeight : z <= _layers[^2].Z + Rounding;

    private void AddLayer(double z)
    {
        if (_layers.Count < MostLayers)
            _layers.Add(new LayerStart(_layers.Count + 1, _lastPrinted + 1, z));
    }
}
