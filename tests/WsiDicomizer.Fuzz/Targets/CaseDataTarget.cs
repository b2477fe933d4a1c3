using WsiDicomizer.Conversion.CaseData;
using WsiDicomizer.Fuzz.Running;

namespace WsiDicomizer.Fuzz.Targets;

/// <summary>Case data: JSON and CSV.</summary>
internal sealed class CaseDataTarget : FuzzTarget
{
    public override string Name => "case-data";

    public override IReadOnlyList<string> EntryPoints => ["CaseDataFile.Parse", "CaseDataFile.Load"];

    public override IReadOnlyList<Type> AllowedExceptions => [typeof(CaseDataException)];

    public override IReadOnlyList<string> Secrets => ["Quetzalcoatl"];

    public override IReadOnlyList<string> Tokens =>
    [
        "{", "}", "[", "]", ",", ";", "\t", "\"", "\"\"", "\r\n", "\n", "\uFEFF", "null", "1e999", "\\uD800", "2020-01-02T03:04:05+02:00",
        "Stain2", "Quetzalcoatl", "|", "=", "(SCT:12710003)", "\u0000",
    ];

    public override double Share => 0.5;

    public override long AllocationLimit(int inputLength) => (32L << 20) + (2048L * inputLength);

    public override IEnumerable<byte[]> CreateSeeds() =>
    [
        "FileName,PatientID,PatientFamilyName,AccessionNumber,SpecimenIdentifier\r\na.svs,P-1,\"Quetzalcoatl\",A-1,S-1\r\nb.svs,P-2,x,A-2,S-2\r\n"u8.ToArray(),
        "FileName;Barcode;PatientID\na.svs;B-1;\"P;1\"\n"u8.ToArray(),
        """{"slides":[{"fileName":"a.svs","patientID":"P-1","accessionNumber":"A-1"}]}"""u8.ToArray(),
        """{"Slides":[{"FileName":"a.svs","PatientID":"P-1","AccessionNumber":"A-1"},{"Barcode":"B"}]}"""u8.ToArray(),
    ];

    public override void Run(ReadOnlyMemory<byte> input)
    {
        var file = CaseDataFile.Parse(input.ToArray());
        for (var i = 0; i < file.Count; i++)
        {
            FuzzPropertyException.Require(file.GetLine(i) >= 1, "a line");
        }
    }
}
