namespace WsiDicomizer.Imaging.JpegLs;

/// <summary>What is known of the errors of one context in regular mode (ITU-T T.87 A.2.1, A.6).</summary>
internal struct JpegLsContext
{
    private const int MaxCorrection = 127;
    private const int MinCorrection = -128;

    // A: at most RESET times half of the range, which is less than 2^31.
    private uint _sum;
    private int _bias;
    private int _count;

    /// <summary>C: what is added to the prediction.</summary>
    public int Correction { get; private set; }

    /// <summary>A context at the beginning of a scan (A.2.1).</summary>
    public static JpegLsContext Create(JpegLsCoding coding) =>
        new() { _sum = (uint)Math.Max(2, (coding.Range + 32) / 64), _count = 1 };

    /// <summary>k: how many low bits of an error are written as they are (A.5.1).</summary>
    public readonly int GolombParameter() => JpegLsGolomb.FindParameter((uint)_count, _sum);

    /// <summary>Whether small negative errors come first in the mapping of lossless coding (A.5.2).</summary>
    public readonly bool IsInverted() => 2 * _bias <= -_count;

    /// <summary>Learns an error (A.6.1, A.6.2).</summary>
    public void Update(int error, JpegLsCoding coding)
    {
        _bias += error * coding.Step;
        _sum += (uint)Math.Abs(error);
        if (_count == coding.Reset)
        {
            _sum >>= 1;
            _bias >>= 1;
            _count >>= 1;
        }

        _count++;
        if (_bias <= -_count)
        {
            _bias = Math.Max(_bias + _count, 1 - _count);
            Correction = Math.Max(Correction - 1, MinCorrection);
        }
        else if (_bias > 0)
        {
            _bias = Math.Min(_bias - _count, 0);
            Correction = Math.Min(Correction + 1, MaxCorrection);
        }
    }
}
