using WsiDicomizer.Dicom;
using WsiDicomizer.Dicom.IO;
using WsiDicomizer.Fuzz.Running;
using WsiDicomizer.Fuzz.Seeds;
using WsiDicomizer.Fuzz.Structures;

namespace WsiDicomizer.Fuzz.Targets;

/// <summary>DICOM files: meta information, elements, sequences, fragments; every value is read and written back.</summary>
internal sealed class DicomPart10Target : FuzzTarget
{
    public override string Name => "dicom-part10";

    public override IReadOnlyList<string> EntryPoints => ["DicomFile.Open", "DicomFile.HasValidHeader"];

    public override IReadOnlyList<Type> AllowedExceptions => [typeof(DicomException)];

    public override IStructure Structure { get; } = new DicomStructure();

    public override IReadOnlyList<string> Tokens =>
        ["SQ", "UN", "OB", "UT", "\\", "ISO_IR 100", "ISO_IR 192", "\\ISO 2022 IR 87", "1.2.840.10008.1.2", "1.2.840.10008.1.2.2"];

    public override IReadOnlyList<string> Secrets => [DicomFiles.PatientName, DicomFiles.PatientID, "Quetzal"];

    public override IEnumerable<byte[]> CreateSeeds() => DicomFiles.All();

    public override void Run(ReadOnlyMemory<byte> input)
    {
        var path = WriteFile(input);
        DicomFile.HasValidHeader(path);
        using var file = DicomFile.Open(path);
        ReadAll(file.Dataset);
        if (!file.Dataset.Any(item => item is DicomFragmentSequence))
        {
            DicomDatasetWriter.Write(Stream.Null, file.Dataset, explicitVR: true);
        }
    }

    private static void ReadAll(DicomDataset dataset)
    {
        foreach (var item in dataset)
        {
            switch (item)
            {
                case DicomSequence sequence:
                    sequence.Items.ToList().ForEach(ReadAll);
                    break;
                case DicomBytesElement bytes:
                    ReadEnds(bytes.Source);
                    break;
                case DicomElement:
                    ReadValue(dataset, item);
                    break;
            }
        }
    }

    private static void ReadValue(DicomDataset dataset, DicomItem item)
    {
        Attempt(() => dataset.TryGetString(item.Tag, out _));
        switch (item.ValueRepresentation.Code)
        {
            case "IS" or "DS" or "US" or "UL" or "SV" or "FD" or "FL":
                Attempt(() => dataset.TryGetSingleValue<int>(item.Tag, out _));
                Attempt(() => dataset.TryGetValues<decimal>(item.Tag, out _));
                break;
            case "UI":
                Attempt(() => dataset.TryGetValues<DicomUID>(item.Tag, out _));
                break;
        }
    }

    // A value that is no number is refused by itself and must not hide the next.
    private static void Attempt(Action read)
    {
        try
        {
            read();
        }
        catch (DicomException exception)
        {
            FuzzPropertyException.Require(
                !exception.Message.Contains("Quetzal", StringComparison.OrdinalIgnoreCase), "no value in the message");
        }
    }

    private static void ReadEnds(IByteSource source)
    {
        Span<byte> bytes = stackalloc byte[(int)Math.Min(source.Length, 64)];
        source.Read(0, bytes);
        source.Read(source.Length - bytes.Length, bytes);
    }
}
