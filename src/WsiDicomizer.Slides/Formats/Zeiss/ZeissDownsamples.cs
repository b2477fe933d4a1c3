namespace WsiDicomizer.Slides.Formats.Zeiss;

/// <summary>How many times smaller each subblock is stored than what it covers.</summary>
/// <remarks>
/// The quotient of size and stored size is only near to the level's number, since sizes at the edge are rounded; for narrow
/// subblocks it is far from it. So the large ones tell which levels there are, and the others go to the nearest.
/// </remarks>
internal static class ZeissDownsamples
{
    // From here on, rounding changes the quotient by less than a twentieth.
    private const int LargeEnough = 32;

    /// <summary>Finds the number of each subblock.</summary>
    /// <param name="document">The CZI, for errors.</param>
    /// <param name="subblocks">Of one scene.</param>
    /// <exception cref="SlideFormatException">One is stored larger than what it covers, or too small.</exception>
    public static IReadOnlyDictionary<ZeissSubblock, int> Of(ZeissDocument document, IReadOnlyList<ZeissSubblock> subblocks)
    {
        var known = subblocks
            .Where(subblock => Longest(subblock.Entry).Stored >= LargeEnough)
            .Select(subblock => (int)Math.Clamp(Math.Round(Quotient(subblock.Entry)), 1, int.MaxValue))
            .Distinct().Order().ToList();
        var numbers = new Dictionary<ZeissSubblock, int>(ReferenceEqualityComparer.Instance);
        foreach (var subblock in subblocks)
        {
            var quotient = Quotient(subblock.Entry);
            var number = Longest(subblock.Entry).Stored >= LargeEnough || known.Count == 0
                ? (int)Math.Clamp(Math.Round(quotient), 0, int.MaxValue)
                : known.MinBy(candidate => Math.Abs(Math.Log(quotient / candidate)));
            if (number is < 1 or > ZeissLimits.MaxDownsample)
            {
                throw document.Bytes.Damaged(
                    $"{ZeissDirectory.SegmentId}: entry {subblock.Entry.Index} covers a size that does not fit the size as stored",
                    document.Header.DirectoryOffset);
            }

            numbers.Add(subblock, number);
        }

        return numbers;
    }

    private static double Quotient(ZeissSubblockEntry entry) => (double)Longest(entry).Size / Longest(entry).Stored;

    private static ZeissExtent Longest(ZeissSubblockEntry entry) => entry.X.Stored >= entry.Y.Stored ? entry.X : entry.Y;
}
