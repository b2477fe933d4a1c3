namespace WsiDicomizer.Imaging.JpegLs;

/// <summary>What is known of the errors of samples that end a run (ITU-T T.87 A.7.2): contexts 365 and 366.</summary>
internal struct JpegLsRunContext
{
    // A: at most RESET times half of the range and a little, which with half of the count is less than 2^32.
    private uint _sum;
    private int _count;
    private int _negative;

    /// <summary>RItype: 1 where the samples to the left and above are alike.</summary>
    public int Type { get; private init; }

    /// <summary>A context at the beginning of a scan (A.2.1).</summary>
    public static JpegLsRunContext Create(JpegLsCoding coding, int type) =>
        new() { _sum = (uint)Math.Max(2, (coding.Range + 32) / 64), _count = 1, Type = type };

    /// <summary>k (A.7.2.1).</summary>
    public readonly int GolombParameter() =>
        JpegLsGolomb.FindParameter((uint)_count, _sum + (Type == 1 ? (uint)_count / 2 : 0));

    /// <summary>The error that was mapped to a number (A.7.2.2, code segments A.21 and A.22 backwards).</summary>
    public readonly int Unmap(int mapped, int golombParameter)
    {
        var value = mapped + Type;
        var isMapped = (value & 1) != 0;
        var size = (value + 1) / 2;
        return (golombParameter != 0 || 2 * _negative >= _count) == isMapped ? -size : size;
    }

    /// <summary>Learns an error (code segment A.23).</summary>
    public void Update(int error, int mapped, JpegLsCoding coding)
    {
        _negative += error < 0 ? 1 : 0;
        _sum += (uint)(mapped + 1 - Type) / 2;
        if (_count == coding.Reset)
        {
            _sum >>= 1;
            _count >>= 1;
            _negative >>= 1;
        }

        _count++;
    }
}
