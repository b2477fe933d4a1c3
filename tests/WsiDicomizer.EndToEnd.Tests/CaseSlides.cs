using System.Text;
using System.Text.Json;
using WsiDicomizer.EndToEnd.Tests.Running;

namespace WsiDicomizer.EndToEnd.Tests;

/// <summary>Three synthetic slides with what a laboratory says of them, converted under each profile once per test class.</summary>
public sealed class CaseSlides : IDisposable
{
    private const string Preparation = """
        { "Step": "collection", "SpecimenIdentifier": "E26-01234-A", "DateTime": "2026-11-01T09:31:43+01:00", "Method": "biopsy", "Description": "taken by Quacksalber" },
        { "Step": "fixation", "SpecimenIdentifier": "E26-01234-A", "Fixative": "formalin" },
        { "Step": "embedding", "SpecimenIdentifier": "E26-01234-A-1", "EmbeddingMedium": "paraffin" },
        { "Step": "sampling", "Method": "block sectioning", "ParentSpecimenIdentifier": "E26-01234-A-1", "ParentSpecimenType": "block" },
        { "Step": "staining", "Substances": ["H&E", { "CodeValue": "99X-1", "CodingSchemeDesignator": "99XAN", "CodeMeaning": "Xanadurot" }], "SubstanceTexts": ["anti-Kunigundin"] }
        """;

    private readonly TempFolder _folder = new();
    private readonly Dictionary<string, IReadOnlyList<ConvertedFolder>> _converted = new(StringComparer.Ordinal);
    private IReadOnlyList<string>? _slides;
    private string? _key;

    /// <summary>What is in <see cref="CaseJson"/> and may be in no output without identity.</summary>
    internal static readonly string[] Planted =
    [
        "Zwetschgenmüller", "Kunigunde", "PID-8877665", "Klinikum Xanadu", "1.2.3.4.5.99", "19510314", "075Y", "OPID-424242",
        "E26-01234", "PathoLab", "ST-998877", "20261102", "081517", "Quacksalber", "Hintergasse", "Pathologie Xanadu",
        "1.2.3.4.5.6.7", "20261101093143", "Xanadurot", "99X-1", "anti-Kunigundin", "left half of the glass",
    ];

    /// <summary>Elements of the identified output, as flatten.py writes them.</summary>
    internal static readonly string[] Expected =
    [
        "PatientName=Zwetschgenmüller^Kunigunde", "PatientID=PID-8877665", "IssuerOfPatientID=Klinikum Xanadu",
        "IssuerOfPatientIDQualifiersSequence.UniversalEntityID=1.2.3.4.5.99",
        "IssuerOfPatientIDQualifiersSequence.UniversalEntityIDType=ISO", "PatientBirthDate=19510314", "PatientSex=F",
        "PatientAge=075Y", "OtherPatientIDsSequence.PatientID=OPID-424242", "OtherPatientIDsSequence.TypeOfPatientID=TEXT",
        "AccessionNumber=E26-01234", "IssuerOfAccessionNumberSequence.LocalNamespaceEntityID=PathoLab", "StudyID=ST-998877",
        "StudyDate=20261102", "StudyTime=081517", "StudyDescription=Colon of Zwetschgenmüller",
        "ReferringPhysicianName=Quacksalber^Theodor", "SeriesDescription=HE, seen by Dr. Quacksalber",
        "InstitutionName=Klinikum Xanadu", "InstitutionAddress=Hintergasse 7\n12345 Xanadu",
        "InstitutionalDepartmentName=Pathologie Xanadu", "ContainerIdentifier=E26-01234-A-1-1",
        "IssuerOfTheContainerIdentifierSequence.LocalNamespaceEntityID=PathoLab",
        "ContainerTypeCodeSequence.CodeValue=433466003", "SpecimenDescriptionSequence.SpecimenIdentifier=E26-01234-A-1-1-x",
        "SpecimenDescriptionSequence.IssuerOfTheSpecimenIdentifierSequence.LocalNamespaceEntityID=PathoLab",
        "SpecimenDescriptionSequence.SpecimenTypeCodeSequence.CodeValue=430856003",
        "SpecimenDescriptionSequence.SpecimenShortDescription=Section of Zwetschgenmüller",
        "SpecimenDescriptionSequence.SpecimenDetailedDescription=seen by Quacksalber",
        "SpecimenDescriptionSequence.PrimaryAnatomicStructureSequence.CodeValue=71854001",
        "SpecimenDescriptionSequence.PrimaryAnatomicStructureSequence.PrimaryAnatomicStructureModifierSequence.CodeValue=7771000",
        "SpecimenDescriptionSequence.SpecimenLocalizationContentItemSequence.TextValue=left half of the glass",
        "SpecimenDescriptionSequence.SpecimenUID=1.2.3.4.5.6.7", Step("TextValue=E26-01234-A"),
        Step("DateTime=20261101093143+0100"), Step("TextValue=taken by Quacksalber"),
        Step("ConceptCodeSequence.CodeValue=17636008"), Step("ConceptCodeSequence.CodeValue=86273004"),
        Step("ConceptCodeSequence.CodeValue=431510009"), Step("ConceptCodeSequence.CodeValue=311731000"),
        Step("ConceptCodeSequence.CodeValue=434472006"), Step("ConceptCodeSequence.CodeValue=12710003"),
        Step("ConceptCodeSequence.CodeValue=36879007"), Step("ConceptCodeSequence.CodeMeaning=Xanadurot"),
        Step("TextValue=anti-Kunigundin"),
    ];

    /// <summary>The slides.</summary>
    internal IReadOnlyList<string> Slides => _slides ??=
        [.. Wsidicomizer.Synthesize(_folder["slides"], seed: 7, size: "1300x1100").Where((_, index) => index is 2 or 3 or 5)];

    /// <summary>Case data of the first slide, with everything that there is.</summary>
    internal string CaseJson => _folder.Write("case.json", Encoding.UTF8.GetBytes($$"""
        { "Slides": [ { "FileName": "{{Path.GetFileName(Slides[0])}}",
          "PatientName": { "FamilyName": "Zwetschgenmüller", "GivenName": "Kunigunde" },
          "PatientID": "PID-8877665", "IssuerOfPatientID": "Klinikum Xanadu^1.2.3.4.5.99^ISO",
          "PatientBirthDate": "1951-03-14", "PatientSex": "F", "PatientAge": "75", "OtherPatientIDs": ["OPID-424242"],
          "AccessionNumber": "E26-01234", "IssuerOfAccessionNumber": "PathoLab", "StudyID": "ST-998877",
          "StudyDate": "02.11.2026", "StudyTime": "08:15:17", "StudyDescription": "Colon of Zwetschgenmüller",
          "ReferringPhysicianName": "Quacksalber^Theodor", "SeriesDescription": "HE, seen by Dr. Quacksalber",
          "InstitutionName": "Klinikum Xanadu", "InstitutionAddress": "Hintergasse 7\n12345 Xanadu",
          "InstitutionalDepartmentName": "Pathologie Xanadu",
          "ContainerIdentifier": "E26-01234-A-1-1", "IssuerOfContainerIdentifier": "PathoLab",
          "Specimens": [
            { "SpecimenIdentifier": "E26-01234-A-1-1-x", "IssuerOfSpecimenIdentifier": "PathoLab", "SpecimenType": "section",
              "SpecimenShortDescription": "Section of Zwetschgenmüller", "SpecimenDetailedDescription": "seen by Quacksalber",
              "PrimaryAnatomicStructure": "colon", "PrimaryAnatomicStructureModifiers": ["left"],
              "LocationOfSpecimen": "left half of the glass", "Preparation": [ {{Preparation}} ] },
            { "SpecimenIdentifier": "E26-01234-B", "SpecimenUID": "1.2.3.4.5.6.7", "LocationOfSpecimen": "right" } ] } ] }
        """));

    /// <summary>Case data of all slides: two of one case, one of another; as a German spreadsheet writes it.</summary>
    internal string CaseCsv => _folder.Write("case.csv", [0xEF, 0xBB, 0xBF, .. Encoding.UTF8.GetBytes(string.Join(
        "\r\n",
        "FileName;PatientID;PatientName;AccessionNumber;SpecimenIdentifier;Stain",
        $"{Path.GetFileName(Slides[0])};1001;Doe^Jane;E26-1;A1;H&E",
        $"{Path.GetFileNameWithoutExtension(Slides[1]).ToUpperInvariant()};1001;Doe^Jane;E26-1;A2;PAS",
        $"{Path.GetFileName(Slides[2])};1002;Roe^Jim;E26-2;A1;\"Giemsa stain\""))]);

    /// <summary>The slides under a profile with case data, in the order of the slides that the case data tells of.</summary>
    internal IReadOnlyList<ConvertedFolder> Converted(string profile, string caseData)
    {
        var name = $"{profile}-{Path.GetFileName(caseData)}";
        if (!_converted.TryGetValue(name, out var converted))
        {
            converted = Convert(profile, caseData, _folder[name]);
            _converted[name] = converted;
        }

        return converted;
    }

    /// <summary>Converts the slides that a file tells of.</summary>
    internal IReadOnlyList<ConvertedFolder> Convert(string profile, string caseData, string output)
    {
        _key ??= Wsidicomizer.NewKey(_folder);
        var slides = caseData.EndsWith(".json", StringComparison.Ordinal) ? Slides.Take(1) : Slides;
        var run = Wsidicomizer.RunWell(
            ["convert", .. slides, "-o", output, "-p", profile, "--key-file", _key, "--case-metadata", caseData, "--json"]);
        return
        [
            .. run.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonDocument.Parse(line).RootElement)
                .Where(line => line.GetProperty("status").GetString() == "converted")
                .Select(line => new ConvertedFolder(line.GetProperty("directory").GetString()!)),
        ];
    }

    /// <summary>Every element of an instance, at any depth, as pydicom reads it.</summary>
    internal static IReadOnlyList<string> Flatten(ConvertedFolder folder, string instance) =>
        JsonSerializer.Deserialize<Dictionary<string, string[]>>(Tools.RunScript("flatten.py", folder.File(instance)))![instance];

    public void Dispose() => _folder.Dispose();

    private static string Step(string element) =>
        "SpecimenDescriptionSequence.SpecimenPreparationSequence.SpecimenPreparationStepContentItemSequence." + element;
}
