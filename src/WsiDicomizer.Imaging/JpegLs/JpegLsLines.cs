namespace WsiDicomizer.Imaging.JpegLs;

/// <summary>Two lines of one component, each with a sample of margin on both sides (ITU-T T.87 A.2.1, figure A.1 and A.3.1).</summary>
internal sealed class JpegLsLines(int width)
{
    private int[] _previous = new int[width + 2];
    private int[] _current = new int[width + 2];

    /// <summary>The line above: index 0 is the left margin.</summary>
    public ReadOnlySpan<int> Previous => _previous;

    /// <summary>The line that is decoded: index 0 is the left margin.</summary>
    public Span<int> Current => _current;

    /// <summary>The samples of the line that is decoded.</summary>
    public ReadOnlySpan<int> Samples => _current.AsSpan(1, width);

    /// <summary>RUNindex, which lasts from line to line.</summary>
    public int RunIndex { get; set; }

    /// <summary>Begins a line: what was decoded is above now, and the margins repeat it.</summary>
    public void Next()
    {
        (_previous, _current) = (_current, _previous);
        _previous[width + 1] = _previous[width];
        _current[0] = _previous[1];
    }

    /// <summary>Forgets what was decoded: the line above is 0.</summary>
    public void Clear()
    {
        Array.Clear(_previous);
        Array.Clear(_current);
        RunIndex = 0;
    }
}
