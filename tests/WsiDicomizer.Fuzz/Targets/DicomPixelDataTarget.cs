using WsiDicomizer.Dicom;
using WsiDicomizer.Dicom.IO;
using WsiDicomizer.Fuzz.Running;
using WsiDicomizer.Fuzz.Seeds;
using WsiDicomizer.Fuzz.Structures;

namespace WsiDicomizer.Fuzz.Targets;

/// <summary>Fragments and offset tables: frames are found and read.</summary>
internal sealed class DicomPixelDataTarget : FuzzTarget
{
    private const int MaxFramesRead = 64;
    public override string Name => "dicom-pixel-data";

    public override IReadOnlyList<string> EntryPoints => ["DicomPixelData.Create", "DicomPixelData.GetFrame"];

    public override IReadOnlyList<Type> AllowedExceptions => [typeof(DicomException)];

    public override IStructure Structure { get; } = new DicomStructure();

    public override IEnumerable<byte[]> CreateSeeds() => DicomFiles.All();

    public override void Run(ReadOnlyMemory<byte> input)
    {
        using var file = DicomFile.Open(WriteFile(input));
        var pixels = DicomPixelData.Create(file.Dataset);
        FuzzPropertyException.Require(pixels.NumberOfFrames >= 1, "at least one frame");
        FuzzPropertyException.Require(pixels.UncompressedFrameSize >= 0, "a size that is not negative");
        for (var frame = 0; frame < Math.Min(pixels.NumberOfFrames, MaxFramesRead); frame++)
        {
            Read(pixels.GetFrame(frame), input.Length);
        }

        Read(pixels.GetFrame(pixels.NumberOfFrames - 1), input.Length);
    }

    private static void Read(IByteSource frame, int fileLength)
    {
        FuzzPropertyException.Require(
            frame.Length >= 0 && frame.Length <= fileLength, "a frame is not longer than its file");
        frame.Read(0, new byte[Math.Min(frame.Length, 4096)]);
    }
}
