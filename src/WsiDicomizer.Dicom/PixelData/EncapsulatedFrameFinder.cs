using WsiDicomizer.Dicom.IO;

namespace WsiDicomizer.Dicom;

/// <summary>Decides how the frames of encapsulated pixel data are found (PS3.5 A.4, PS3.3 C.7.6.3.1.8).</summary>
internal static class EncapsulatedFrameFinder
{
    /// <summary>Finds the frames of a data set.</summary>
    /// <param name="dataset">The data set.</param>
    /// <param name="pixelData">Its pixel data.</param>
    /// <param name="frameCount">NumberOfFrames.</param>
    /// <param name="faults">What is tolerated, or not.</param>
    /// <exception cref="DicomDataException">Which fragments belong together cannot be told.</exception>
    public static IFrameSource Find(
        DicomDataset dataset, DicomFragmentSequence pixelData, int frameCount, PixelDataFaults faults)
    {
        var basic = pixelData.OffsetTable;
        if (dataset.Contains(DicomTag.ExtendedOffsetTable))
        {
            return basic.Count == 0
                ? new EncapsulatedFrames(
                    pixelData.Index, new ExtendedFrameTable(dataset, frameCount), DicomTag.ExtendedOffsetTable)
                : throw new DicomDataException(
                    "both a basic and an extended offset table: expected one of them", DicomTag.ExtendedOffsetTable);
        }

        return basic.Count > 0 && basic.Count == frameCount
            ? new EncapsulatedFrames(pixelData.Index, new BasicFrameTable(basic), DicomTag.PixelData)
            : FindWithoutTable(pixelData, frameCount, faults);
    }

    private static FragmentGroups FindWithoutTable(DicomFragmentSequence pixelData, int frameCount, PixelDataFaults faults)
    {
        var fragments = pixelData.Fragments;
        var entries = pixelData.OffsetTable.Count;

        // Every frame has a fragment of its own: a file cannot claim more frames than it has items for.
        if (fragments.Count < frameCount)
        {
            throw new DicomDataException(
                $"{fragments.Count} fragments are fewer than NumberOfFrames = {frameCount}", DicomTag.PixelData);
        }

        var isOneEach = fragments.Count == frameCount;
        if (entries > 0)
        {
            // A table for other frames than these: only where it is not needed at all.
            var message = $"the basic offset table has {entries} entries: expected NumberOfFrames = {frameCount}";
            if (!isOneEach)
            {
                throw new DicomDataException(message, DicomTag.PixelData);
            }

            faults.Report(DicomDiagnosticCodes.WrongOffsetTable, message + "; each fragment is a frame");
        }

        return isOneEach ? new FragmentGroups(fragments, null)
            : frameCount == 1 ? new FragmentGroups(fragments, [0])
            : FindByCodestreams(fragments, frameCount, faults);
    }

    private static FragmentGroups FindByCodestreams(
        IReadOnlyList<IByteSource> fragments, int frameCount, PixelDataFaults faults)
    {
        var firsts = new List<int>();
        for (var index = 0; index < fragments.Count && firsts.Count <= frameCount; index++)
        {
            if (CodestreamStart.IsAt(fragments[index]))
            {
                firsts.Add(index);
            }
        }

        if (firsts.Count != frameCount || firsts[0] != 0)
        {
            throw new DicomDataException(
                $"{fragments.Count} fragments for {frameCount} frames without an offset table: which belong together "
                + "cannot be told",
                DicomTag.PixelData);
        }

        faults.Report(
            DicomDiagnosticCodes.FramesByCodestream,
            $"{fragments.Count} fragments for {frameCount} frames without an offset table: told apart by the starts of "
            + "their codestreams");
        return new FragmentGroups(fragments, [.. firsts]);
    }
}
