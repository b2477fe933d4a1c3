using WsiDicomizer.Deidentification.Engine;
using WsiDicomizer.Dicom;

namespace WsiDicomizer.Conversion;

/// <summary>
/// De-identifies a small data set of nobody while the slide is still being opened. Code is loaded and compiled by that which is
/// needed only after the last frame was encoded, when all processors but one would wait for it.
/// </summary>
/// <remarks>What comes of it is thrown away; the engine's output depends on no data set but its own.</remarks>
internal static class EngineRehearsal
{
    /// <summary>Starts on another thread; returns at once.</summary>
    /// <param name="engine">The engine.</param>
    /// <returns>Ends with the rehearsal.</returns>
    /// <remarks>
    /// Nobody waits for it, and a failure is nobody's: what is wrong with profile or key is told, with its place, of the data
    /// set that it is about.
    /// </remarks>
    public static Task Start(DeidentificationEngine engine) => Task.Run(() => engine.Deidentify(Build()));

    // One of each kind of value that slide images have.
    private static DicomDataset Build() => new()
    {
        { DicomTag.SpecificCharacterSet, DicomEncoding.Utf8Term },
        { DicomTag.SOPClassUID, DicomUID.VLWholeSlideMicroscopyImageStorage },
        { DicomTag.SOPInstanceUID, DicomUID.VLWholeSlideMicroscopyImageStorage },
        { DicomTag.InstanceNumber, 1 },
        { DicomTag.PatientName, "Nobody" },
        { DicomTag.PatientID, "0" },
        { DicomTag.StudyDate, new DateOnly(2000, 1, 1) },
        { DicomTag.StudyTime, TimeOnly.MinValue },
        { DicomTag.ImageComments, "A slide of nobody, scanned nowhere" },
        { DicomTag.ImagedVolumeWidth, 1f },
        { DicomTag.LossyImageCompressionRatio, 1.0 },
        { DicomTag.Rows, (ushort)1 },
        { DicomTag.TotalPixelMatrixColumns, 1u },
        new DicomSequence(
            DicomTag.SpecimenDescriptionSequence,
            new DicomDataset
            {
                { DicomTag.SpecimenIdentifier, "0" },
                { DicomTag.SpecimenUID, DicomUID.VLWholeSlideMicroscopyImageStorage },
            }),
    };
}
