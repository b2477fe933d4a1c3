using WsiDicomizer.Conversion.Instances;
using WsiDicomizer.Deidentification.Keys;
using WsiDicomizer.Deidentification.Profiles;
using WsiDicomizer.Dicom;
using WsiDicomizer.Slides;
using WsiDicomizer.Tests.Support;

namespace WsiDicomizer.Conversion.Tests.Instances;

/// <summary>A folder with inputs, and runs over it.</summary>
internal sealed class InstanceRun : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("wsidicomizer-instances-");
    private int _outputs;

    public string Input => _folder.CreateSubdirectory("in").FullName;

    /// <summary>The output of the last run.</summary>
    public string Output { get; private set; } = string.Empty;

    /// <summary>The data set of an image of one patient, with 2 × 2 pixels of 8 bits.</summary>
    public static DicomDataset Image(int number) => new()
    {
        { DicomTag.SOPClassUID, "1.2.840.10008.5.1.4.1.1.7" },
        { DicomTag.SOPInstanceUID, $"1.2.999.3.{number}" },
        { DicomTag.StudyInstanceUID, "1.2.999.1" },
        { DicomTag.SeriesInstanceUID, "1.2.999.2" },
        { DicomTag.InstanceNumber, number },
        { DicomTag.Modality, "OT" },
        { DicomTag.PatientID, "4711" },
        { DicomTag.PatientName, "Quetzal^Jane" },
        { DicomTag.SamplesPerPixel, (ushort)1 },
        { DicomTag.PhotometricInterpretation, "MONOCHROME2" },
        { DicomTag.Rows, (ushort)2 },
        { DicomTag.Columns, (ushort)2 },
        { DicomTag.BitsAllocated, (ushort)8 },
        { DicomTag.BitsStored, (ushort)8 },
        { DicomTag.HighBit, (ushort)7 },
        { DicomTag.PixelRepresentation, (ushort)0 },
    };

    /// <summary>A JPEG stream of one component, with a comment where there is a text.</summary>
    public static byte[] Jpeg(byte fill, string comment = "") =>
    [
        0xFF, 0xD8, .. comment.Length == 0 ? [] : (byte[])[0xFF, 0xFE, 0, (byte)(comment.Length + 2), .. System.Text.Encoding.ASCII.GetBytes(comment)],
        0xFF, 0xC0, 0, 11, 8, 0, 2, 0, 2, 1, 1, 0x11, 0, 0xFF, 0xDA, 0, 8, 1, 1, 0, 0, 63, 0, fill, fill, fill, 0xFF, 0xD9,
    ];

    public string Save(string name, DicomDataset dataset, DicomTransferSyntax? syntax = null)
    {
        var path = Path.Combine(Input, name);
        new DicomFile(DicomFileMetaInformation.Of(dataset, syntax ?? DicomTransferSyntax.ExplicitVRLittleEndian), dataset).Save(path);
        return path;
    }

    public InstancesSummary Run(string profile = "level-iv", int workers = 2, bool isReversed = false, LabelArea? labelArea = null)
    {
        Output = _folder.CreateSubdirectory($"out-{_outputs++}").FullName;
        var files = Directory.GetFiles(Input).Order(StringComparer.Ordinal).Select(path => new InstanceSource(path, IsExplicit: false));
        return Create(profile, workers, labelArea).Run(isReversed ? files.Reverse() : files, Output, onResult: null, CancellationToken.None);
    }

    public static InstanceDeidentifier Create(string profile, int workers, LabelArea? labelArea = null) => new(new InstanceDeidentificationOptions
    {
        Profile = ResolvedProfile.Resolve(new ProfileCatalog(Path.Combine(SharedSlides.RepositoryRoot, "profiles")).Load(profile)),
        Key = new ProjectKey(new byte[ProjectKey.LengthBytes]),
        Workers = workers,
        LabelArea = labelArea,
    });

    public DicomFile Open(InstanceResult result) => DicomFile.Open(Path.Combine(Output, result.OutputPath));

    public void Dispose() => _folder.Delete(recursive: true);
}
