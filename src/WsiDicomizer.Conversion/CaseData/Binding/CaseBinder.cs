using WsiDicomizer.Conversion.CaseData.Codes;
using WsiDicomizer.Conversion.CaseData.Model;
using WsiDicomizer.Conversion.CaseData.Reading;

namespace WsiDicomizer.Conversion.CaseData.Binding;

/// <summary>Makes records of slides from nodes, and finds what is wrong with them.</summary>
internal sealed class CaseBinder
{
    private readonly CaseDataMistakes _mistakes;
    private readonly CaseDataLimits _limits;
    private readonly CaseValues _values;
    private readonly CaseCodeValues _codes;
    private readonly SpecimenBinder _specimens;

    /// <summary>Creates the binder.</summary>
    /// <param name="codes">The codes that ship.</param>
    /// <param name="mistakes">Where mistakes go.</param>
    /// <param name="limits">What a slide may ask for.</param>
    public CaseBinder(CaseCodes codes, CaseDataMistakes mistakes, CaseDataLimits limits)
    {
        _mistakes = mistakes;
        _limits = limits;
        _values = new CaseValues(mistakes);
        _codes = new CaseCodeValues(codes, _values);
        _specimens = new SpecimenBinder(_values, _codes, mistakes, limits);
    }

    /// <summary>Reads the root of a JSON document.</summary>
    /// <param name="root">What the document holds.</param>
    public IReadOnlyList<CaseRecord> BindDocument(CaseNode? root)
    {
        if (root is not CaseObject document)
        {
            _mistakes.Add(root?.Place ?? new TextPlace(1, 1), $"expected an object with the key {CaseFields.Slides}");
            return [];
        }

        var fields = new CaseObjectFields(document, [CaseFields.Schema, CaseFields.Slides], _mistakes, _limits);
        if (fields.Get(CaseFields.Slides) is null)
        {
            fields.Missing($"{CaseFields.Slides}: missing");
        }

        return [.. fields.Objects(CaseFields.Slides, _limits.MaximumSlides).Select(Bind)];
    }

    /// <summary>Reads a slide.</summary>
    public CaseRecord Bind(CaseObject slide)
    {
        var fields = new CaseObjectFields(slide, CaseFields.OfSlide, _mistakes, _limits);
        var fileName = FileNameOf(fields);
        var barcode = _values.UnlimitedText(fields[CaseFields.Barcode], CaseFields.Barcode);
        if (fields.Get(CaseFields.FileName) is null && fields.Get(CaseFields.Barcode) is null)
        {
            fields.Missing($"{CaseFields.FileName} or {CaseFields.Barcode}: missing; one of them says which slide this is");
        }

        return new CaseRecord
        {
            Place = slide.Place,
            FileName = fileName,
            Barcode = barcode,
            Patient = PatientOf(fields),
            Study = StudyOf(fields),
            SeriesDescription = _values.LongString(fields[CaseFields.SeriesDescription], CaseFields.SeriesDescription),
            Institution = new InstitutionData(
                _values.LongString(fields[CaseFields.InstitutionName], CaseFields.InstitutionName),
                _values.ShortText(fields[CaseFields.InstitutionAddress], CaseFields.InstitutionAddress),
                _values.LongString(fields[CaseFields.InstitutionalDepartmentName], CaseFields.InstitutionalDepartmentName)),
            Container = new ContainerData(
                _values.LongIdentifier(fields[CaseFields.ContainerIdentifier], CaseFields.ContainerIdentifier),
                _values.Issuer(fields[CaseFields.IssuerOfContainerIdentifier], CaseFields.IssuerOfContainerIdentifier),
                _codes.One(fields.Get(CaseFields.ContainerType), CaseFields.ContainerType, CaseCodePurpose.Container)),
            Specimens = _specimens.Bind(fields),
        };
    }

    private string? FileNameOf(CaseObjectFields fields)
    {
        var text = fields[CaseFields.FileName];
        return text?.Value.AsSpan().IndexOfAny('/', '\\') >= 0
            ? _values.Fail<string>(text, $"{CaseFields.FileName}: a path; expected the name of the file alone")
            : text?.Value;
    }

    private PatientData PatientOf(CaseObjectFields fields)
    {
        var patient = new PatientData
        {
            Name = NameOf(fields.Get(CaseFields.PatientName)),
            Identifier = _values.LongIdentifier(fields[CaseFields.PatientID], CaseFields.PatientID),
            Issuer = _values.Issuer(fields[CaseFields.IssuerOfPatientID], CaseFields.IssuerOfPatientID),
            BirthDate = _values.Date(fields[CaseFields.PatientBirthDate], CaseFields.PatientBirthDate),
            Sex = _values.Sex(fields[CaseFields.PatientSex], CaseFields.PatientSex),
            Age = _values.Age(fields[CaseFields.PatientAge], CaseFields.PatientAge),
            OtherIdentifiers =
                [.. fields.List(CaseFields.OtherPatientIDs).Select(OtherIdentifierOf).OfType<OtherPatientIdentifier>()],
        };
        if (patient.Issuer is not null && fields.Get(CaseFields.PatientID) is null)
        {
            fields.Missing($"{CaseFields.PatientID}: missing; its issuer is there");
        }

        return patient;
    }

    private string? NameOf(CaseNode? node)
    {
        if (node is not CaseObject name)
        {
            return node is null or CaseText
                ? _values.PersonName((CaseText?)node, CaseFields.PatientName)
                : _values.Fail<string>(node, $"{CaseFields.PatientName}: expected a text or an object");
        }

        var fields = new CaseObjectFields(name, CaseFields.OfName, _mistakes, _limits);
        var parts = CaseFields.OfName.Select(part => fields[part]).ToList();
        foreach (var part in parts.OfType<CaseText>().Where(part => part.Value.AsSpan().IndexOfAny('^', '=') >= 0))
        {
            _mistakes.Add(part.Place, $"{CaseFields.PatientName}: ^ and = part names and have no place within a part");
        }

        var whole = string.Join('^', parts.Select(part => part?.Value)).TrimEnd('^');
        return whole.Length == 0 ? null : _values.Text(new CaseText(name.Place, whole), CaseFields.PatientName, "PN", 64);
    }

    private OtherPatientIdentifier? OtherIdentifierOf(CaseNode node)
    {
        const string Field = CaseFields.OtherPatientIDs;
        if (node is not CaseObject entry)
        {
            var text = _values.LongIdentifier(node as CaseText, Field);
            return text is not null ? new OtherPatientIdentifier(text, null)
                : node is CaseText ? null
                : _values.Fail<OtherPatientIdentifier>(node, $"{Field}: expected texts or objects");
        }

        var fields = new CaseObjectFields(entry, CaseFields.OfOtherID, _mistakes, _limits);
        var issuer = _values.Issuer(fields[CaseFields.IssuerOfPatientID], CaseFields.IssuerOfPatientID);
        if (fields.Get(CaseFields.PatientID) is null)
        {
            fields.Missing($"{CaseFields.PatientID}: missing");
        }

        return _values.LongIdentifier(fields[CaseFields.PatientID], CaseFields.PatientID) is { } identifier
            ? new OtherPatientIdentifier(identifier, issuer)
            : null;
    }

    private StudyData StudyOf(CaseObjectFields fields)
    {
        var study = new StudyData
        {
            AccessionNumber = _values.ShortIdentifier(fields[CaseFields.AccessionNumber], CaseFields.AccessionNumber),
            AccessionIssuer = _values.Issuer(fields[CaseFields.IssuerOfAccessionNumber], CaseFields.IssuerOfAccessionNumber),
            InstanceUID = _values.Uid(fields[CaseFields.StudyInstanceUID], CaseFields.StudyInstanceUID),
            Identifier = _values.ShortIdentifier(fields[CaseFields.StudyID], CaseFields.StudyID),
            Date = _values.Date(fields[CaseFields.StudyDate], CaseFields.StudyDate),
            Time = _values.Time(fields[CaseFields.StudyTime], CaseFields.StudyTime),
            Description = _values.LongString(fields[CaseFields.StudyDescription], CaseFields.StudyDescription),
            ReferringPhysicianName = _values.PersonName(
                fields[CaseFields.ReferringPhysicianName], CaseFields.ReferringPhysicianName),
        };
        if (study.AccessionIssuer is not null && fields.Get(CaseFields.AccessionNumber) is null)
        {
            fields.Missing($"{CaseFields.AccessionNumber}: missing; its issuer is there");
        }

        return study;
    }
}
