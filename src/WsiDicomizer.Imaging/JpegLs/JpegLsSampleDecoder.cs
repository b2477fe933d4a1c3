namespace WsiDicomizer.Imaging.JpegLs;

/// <summary>Decodes samples and runs of one restart interval, whatever the order of the components (ITU-T T.87 annex A, F).</summary>
internal ref struct JpegLsSampleDecoder
{
    private const int ContextCount = 365;

    // J of A.2.1: the bits of a run's length at each index.
    private static ReadOnlySpan<byte> RunBits =>
        [0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2, 3, 3, 3, 3, 4, 4, 5, 5, 6, 6, 7, 7, 8, 9, 10, 11, 12, 13, 14, 15];

    private readonly JpegLsCoding _coding;
    private readonly JpegLsContext[] _contexts = new JpegLsContext[ContextCount];
    private readonly JpegLsRunContext[] _runContexts;
    private JpegLsBitReader _bits;

    public JpegLsSampleDecoder(JpegLsBitReader bits, JpegLsCoding coding)
    {
        _bits = bits;
        _coding = coding;
        Array.Fill(_contexts, JpegLsContext.Create(coding));
        _runContexts = [JpegLsRunContext.Create(coding, 0), JpegLsRunContext.Create(coding, 1)];
    }

    /// <summary>The context of a sample: 0 for flat surroundings, negative where its errors are mirrored (A.3).</summary>
    /// <param name="left">Ra.</param>
    /// <param name="above">Rb.</param>
    /// <param name="aboveLeft">Rc.</param>
    /// <param name="aboveRight">Rd.</param>
    public readonly int FindContext(int left, int above, int aboveLeft, int aboveRight) =>
        (((_coding.Quantize(aboveRight - above) * 9) + _coding.Quantize(above - aboveLeft)) * 9) + _coding.Quantize(aboveLeft - left);

    /// <summary>Decodes a sample in regular mode (A.4 to A.6).</summary>
    public int ReadRegular(int signedContext, int left, int above, int aboveLeft)
    {
        var sign = signedContext < 0 ? -1 : 1;
        ref var context = ref _contexts[sign * signedContext];
        var prediction = _coding.Clamp(Predict(left, above, aboveLeft) + (sign * context.Correction));
        var k = context.GolombParameter();
        var mapped = ReadMapped(k, _coding.Limit);
        var error = (mapped & 1) == 0 ? mapped >> 1 : -((mapped + 1) >> 1);
        if (k == 0 && _coding.Near == 0 && context.IsInverted())
        {
            error = -error - 1;
        }

        RequireInRange(error);
        context.Update(error, _coding);
        return _coding.Reconstruct(prediction, sign * error);
    }

    /// <summary>Decodes the length of a run (A.7.1.2).</summary>
    /// <param name="remaining">The samples or pixels up to the line's end, at least 1.</param>
    /// <param name="runIndex">RUNindex.</param>
    /// <returns>The length; less than what remains where another sample ends the run.</returns>
    public int ReadRun(int remaining, ref int runIndex)
    {
        var length = 0;
        while (_bits.ReadBit())
        {
            var step = 1 << RunBits[runIndex];
            if (step <= remaining - length && runIndex < RunBits.Length - 1)
            {
                runIndex++;
            }

            length += Math.Min(step, remaining - length);
            if (length == remaining)
            {
                return length;
            }
        }

        length += _bits.ReadBits(RunBits[runIndex]);
        return length < remaining ? length : throw _bits.Damaged("a run that ends before its line (T.87 A.7.1)");
    }

    /// <summary>Decodes the sample that ends a run of one component (A.7.2).</summary>
    public int ReadInterruption(int left, int above, int runIndex) =>
        Math.Abs(left - above) <= _coding.Near
            ? ReadInterruption(1, left, 1, runIndex)
            : ReadUnlikeInterruption(left, above, runIndex);

    /// <summary>Decodes a sample of the pixel that ends a run of all components: never taken for like the one above.</summary>
    public int ReadUnlikeInterruption(int left, int above, int runIndex) =>
        ReadInterruption(0, above, left > above ? -1 : 1, runIndex);

    /// <summary>Requires that the coded data is used up.</summary>
    public void RequireEnd() => _bits.RequireEnd();

    private int ReadInterruption(int type, int prediction, int sign, int runIndex)
    {
        ref var context = ref _runContexts[type];
        var k = context.GolombParameter();
        var mapped = ReadMapped(k, _coding.Limit - RunBits[runIndex] - 1);
        var error = context.Unmap(mapped, k);
        RequireInRange(error);
        context.Update(error, mapped, _coding);
        return _coding.Reconstruct(prediction, sign * error);
    }

    // A.5.3: zeros and k bits, or as many zeros as there may be and the number itself.
    private int ReadMapped(int k, int limit)
    {
        var escape = limit - _coding.RangeBits - 1;
        var zeros = _bits.ReadZeros(escape);
        return zeros < escape ? (zeros << k) | _bits.ReadBits(k) : _bits.ReadBits(_coding.RangeBits) + 1;
    }

    // A.4.5: errors are reduced by the range, so larger ones are none. It also keeps the sums of contexts small.
    private readonly void RequireInRange(int error)
    {
        if (Math.Abs(error) > (_coding.Range + 1) / 2)
        {
            throw _bits.Damaged("an error of at most half of the range (T.87 A.4.5)");
        }
    }

    // A.4.1: edges are detected by the median.
    private static int Predict(int left, int above, int aboveLeft)
    {
        var (low, high) = left < above ? (left, above) : (above, left);
        return aboveLeft >= high ? low : aboveLeft <= low ? high : left + above - aboveLeft;
    }
}
