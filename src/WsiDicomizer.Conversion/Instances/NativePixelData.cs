using WsiDicomizer.Dicom;
using WsiDicomizer.Dicom.IO;

namespace WsiDicomizer.Conversion.Instances;

/// <summary>Cuts what stands behind the last frame of native pixel data: no reader shows it, and it may hold anything.</summary>
internal static class NativePixelData
{
    /// <summary>Cuts.</summary>
    /// <param name="dataset">Changed in place.</param>
    /// <param name="note">Told of a cut, and of frames that nobody counted.</param>
    /// <remarks>
    /// PS3.5 8.1.1 and 8.2: frames follow each other without a gap, bits too. Whole frames beyond NumberOfFrames stay, since the
    /// number may be wrong and a frame that is lost is lost; so does everything where the size of a frame is not said.
    /// </remarks>
    public static void Trim(DicomDataset dataset, Action<string> note)
    {
        if (!dataset.TryGetDicomItem<DicomBytesElement>(DicomTag.PixelData, out var pixelData)
            || FrameBits(dataset) is not { } frameBits)
        {
            return;
        }

        var bits = pixelData.Source.Length * 8;
        var said = (Int128)frameBits * FramesOf(dataset);
        if (bits < said)
        {
            return;
        }

        var whole = bits / frameBits * frameBits;
        if (whole > said)
        {
            note("the pixel data holds more whole frames than NumberOfFrames says; all of them stay");
        }

        var length = (whole + 7) / 8;
        if (pixelData.Source.Length > length + (length & 1))
        {
            note("bytes behind the last frame of the pixel data were removed");
            dataset.AddOrUpdate(DicomItemFactory.CreateBytes(
                pixelData.Tag, pixelData.ValueRepresentation, new ByteSourceSlice(pixelData.Source, 0, length)));
        }
    }

    private static long? FrameBits(DicomDataset dataset) =>
        Number(dataset, DicomTag.Rows) is { } rows
        && Number(dataset, DicomTag.Columns) is { } columns
        && Number(dataset, DicomTag.SamplesPerPixel) is { } samples
        && Number(dataset, DicomTag.BitsAllocated) is { } bits and <= 64
        && samples <= 16
            ? rows * columns * samples * bits
            : null;

    private static long FramesOf(DicomDataset dataset) =>
        dataset.TryGetString(DicomTag.NumberOfFrames, out var text) && int.TryParse(text.Trim(), out var frames) && frames > 0
            ? frames
            : 1;

    private static long? Number(DicomDataset dataset, DicomTag tag) =>
        dataset.TryGetDicomItem<DicomUnsignedShort>(tag, out var element) && element.Count == 1 && element.Get<ushort>(0) is > 0 and var number
            ? number
            : null;
}
