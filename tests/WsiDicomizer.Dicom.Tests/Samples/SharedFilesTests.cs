using WsiDicomizer.Dicom.IO;
using WsiDicomizer.Tests.Support;

namespace WsiDicomizer.Dicom.Tests;

/// <summary>DICOM files of other makers: read, written back, read again.</summary>
public sealed class SharedFilesTests
{
    public static TheoryData<string> Files => SharedSlides.Available
        ? [.. Directory.EnumerateFiles(Folder, "*", SearchOption.AllDirectories)
            .Select(path => Path.GetRelativePath(Folder, path)).Order(StringComparer.Ordinal)]
        : ["none here"];

    private static string Folder => SharedSlides.File("dicom-wsi");

    [SharedSlidesTheory]
    [MemberData(nameof(Files))]
    public void Save_Sample_ReadsBackEqual(string name)
    {
        using var folder = new TemporaryFolder();
        using var original = DicomFile.Open(Path.Combine(Folder, name));
        foreach (var syntax in Syntaxes(original))
        {
            var path = folder[$"{syntax.UID}.dcm"];
            new DicomFile(DicomFileMetaInformation.Of(original.Dataset, syntax), original.Dataset).Save(path);

            using var copy = DicomFile.Open(path);
            Assert.Null(DicomDatasetComparer.FindDifference(original.Dataset, copy.Dataset));
        }
    }

    [PydicomTheory(Slides = true)]
    [MemberData(nameof(Files))]
    public void Save_SampleInItsOwnSyntax_IsTheSameForOtherPrograms(string name)
    {
        using var folder = new TemporaryFolder();
        var path = Path.Combine(Folder, name);
        using var original = DicomFile.Open(path);
        original.Save(folder["a.dcm"]);

        var count = PythonScript.Run("Scripts/same_dataset.py", path, folder["a.dcm"], "--tools");

        Assert.True(int.Parse(count, System.Globalization.CultureInfo.InvariantCulture) > 10);
    }

    [SharedSlidesTheory]
    [MemberData(nameof(Files))]
    public void WriteItems_FramesOfASample_AreTheSameBytes(string name)
    {
        using var folder = new TemporaryFolder();
        using var original = DicomFile.Open(Path.Combine(Folder, name));
        if (!original.Dataset.Contains(DicomTag.PixelData))
        {
            return;
        }

        var pixels = DicomPixelData.Create(original.Dataset);
        var frames = Enumerable.Range(0, pixels.NumberOfFrames)
            .Select(index => SampleImages.ReadAll(pixels.GetFrame(index))).ToArray();
        var dataset = original.Dataset.Clone().Remove(DicomTag.PixelData);
        var layout = EncapsulatedLayout.Create([.. frames.Select(frame => (long)frame.Length)]);
        var meta = DicomFileMetaInformation.Of(dataset, DicomTransferSyntax.JPEGProcess1);
        using (var writer = DicomFrameFileWriter.Create(folder["a.dcm"], meta, dataset, layout))
        {
            writer.WriteItems(0, SampleImages.Items(layout, frames, 0, frames.Length));
            writer.Complete();
        }

        using var copy = DicomFile.Open(folder["a.dcm"]);
        var copied = DicomPixelData.Create(copy.Dataset);
        Assert.Equal(frames.Length, copied.NumberOfFrames);
        Assert.All(frames, (frame, index) => Assert.Equal(frame, SampleImages.ReadAll(copied.GetFrame(index))[..frame.Length]));
        Assert.Null(DicomDatasetComparer.FindDifference(dataset, copy.Dataset.Remove(DicomTag.PixelData)));
    }

    // Attributes that the dictionary does not know lose their VR in implicit encodings: explicit ones are written back
    // explicitly only.
    private static IEnumerable<DicomTransferSyntax> Syntaxes(DicomFile file) =>
        file.FileMetaInfo.TransferSyntax is { IsEncapsulated: true } syntax ? [syntax] : file.FileMetaInfo.TransferSyntax.IsExplicitVR
            ? [DicomTransferSyntax.ExplicitVRLittleEndian]
            : [DicomTransferSyntax.ExplicitVRLittleEndian, DicomTransferSyntax.ImplicitVRLittleEndian];
}
