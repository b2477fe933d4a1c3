using WsiDicomizer.Dicom.IO;

namespace WsiDicomizer.Dicom;

/// <summary>The frames of encapsulated pixel data, whatever else of the data set's image description is missing or wrong.</summary>
/// <remarks>
/// Immutable; frames may be read from any thread. <see cref="DicomPixelData"/> wants the whole Image Pixel module, which
/// copying frames does not need. Source: PS3.5 A.4, PS3.3 C.7.6.3.1.8.
/// </remarks>
public sealed class DicomEncapsulatedFrames
{
    private readonly IFrameSource _frames;

    private DicomEncapsulatedFrames(DicomDataset dataset, DicomFragmentSequence pixelData, ValidationMode validationMode)
    {
        var faults = new PixelDataFaults(validationMode);
        Diagnostics = faults.Diagnostics;
        Count = CountFrames(dataset, pixelData);
        _frames = EncapsulatedFrameFinder.Find(dataset, pixelData, Count, faults);
    }

    /// <summary>NumberOfFrames; where the data set does not say, the entries of the offset table, or 1.</summary>
    public int Count { get; }

    /// <summary>The faults of the offset table that were tolerated.</summary>
    public IReadOnlyList<DicomDiagnostic> Diagnostics { get; }

    /// <summary>Finds the frames.</summary>
    /// <param name="dataset">The data set or item that has the pixel data.</param>
    /// <param name="pixelData">Its pixel data.</param>
    /// <param name="validationMode">What happens to faults of the offset table that leave no doubt about the frames.</param>
    /// <exception cref="DicomDataException">The frames cannot be told apart, or there are fewer than NumberOfFrames.</exception>
    /// <exception cref="DicomFileException">The fragments do not follow each other up to the end.</exception>
    /// <remarks>With an offset table no fragment is looked at before its frame is read; without one, each is.</remarks>
    public static DicomEncapsulatedFrames Create(
        DicomDataset dataset, DicomFragmentSequence pixelData, ValidationMode validationMode = ValidationMode.Warn)
    {
        ArgumentNullException.ThrowIfNull(dataset);
        ArgumentNullException.ThrowIfNull(pixelData);
        return new DicomEncapsulatedFrames(dataset, pixelData, validationMode);
    }

    /// <summary>The bytes of a frame as they are stored; they may end with a padding byte.</summary>
    /// <param name="frameIndex">0-based.</param>
    /// <exception cref="ArgumentOutOfRangeException">There are fewer frames.</exception>
    /// <exception cref="DicomDataException">The offset table points to where no fragment begins.</exception>
    /// <exception cref="DicomFileException">The file cannot be read any more.</exception>
    public IByteSource GetFrame(int frameIndex)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(frameIndex);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(frameIndex, Count);
        return _frames.GetFrame(frameIndex);
    }

    private static int CountFrames(DicomDataset dataset, DicomFragmentSequence pixelData)
    {
        // An attribute in the wrong VR, or with text that is no number, says as little as none.
        if (dataset.TryGetDicomItem<DicomStringElement>(DicomTag.NumberOfFrames, out var element)
            && element.Values is [var text] && int.TryParse(text.Trim(), out var count))
        {
            return count > 0 ? count : throw new DicomDataException("expected 1 frame or more", DicomTag.NumberOfFrames);
        }

        return Math.Max(1, pixelData.OffsetTable.Count);
    }
}
