namespace WsiDicomizer.Conversion.CaseData.Binding;

/// <summary>The names of the fields: keywords of PS3.6 where there is one. JSON spells them so; CSV is lenient.</summary>
internal static class CaseFields
{
    public const string Schema = "$schema";
    public const string Slides = nameof(Slides);

    // Which slide.
    public const string FileName = nameof(FileName);
    public const string Barcode = nameof(Barcode);

    // Patient.
    public const string PatientName = nameof(PatientName);
    public const string FamilyName = nameof(FamilyName);
    public const string GivenName = nameof(GivenName);
    public const string MiddleName = nameof(MiddleName);
    public const string NamePrefix = nameof(NamePrefix);
    public const string NameSuffix = nameof(NameSuffix);
    public const string PatientID = nameof(PatientID);
    public const string IssuerOfPatientID = nameof(IssuerOfPatientID);
    public const string PatientBirthDate = nameof(PatientBirthDate);
    public const string PatientSex = nameof(PatientSex);
    public const string PatientAge = nameof(PatientAge);
    public const string OtherPatientIDs = nameof(OtherPatientIDs);

    // Study and series.
    public const string AccessionNumber = nameof(AccessionNumber);
    public const string IssuerOfAccessionNumber = nameof(IssuerOfAccessionNumber);
    public const string StudyInstanceUID = nameof(StudyInstanceUID);
    public const string StudyID = nameof(StudyID);
    public const string StudyDate = nameof(StudyDate);
    public const string StudyTime = nameof(StudyTime);
    public const string StudyDescription = nameof(StudyDescription);
    public const string ReferringPhysicianName = nameof(ReferringPhysicianName);
    public const string SeriesDescription = nameof(SeriesDescription);

    // Institution.
    public const string InstitutionName = nameof(InstitutionName);
    public const string InstitutionAddress = nameof(InstitutionAddress);
    public const string InstitutionalDepartmentName = nameof(InstitutionalDepartmentName);

    // Container.
    public const string ContainerIdentifier = nameof(ContainerIdentifier);
    public const string IssuerOfContainerIdentifier = nameof(IssuerOfContainerIdentifier);
    public const string ContainerType = nameof(ContainerType);

    // Specimen.
    public const string Specimens = nameof(Specimens);
    public const string SpecimenIdentifier = nameof(SpecimenIdentifier);
    public const string IssuerOfSpecimenIdentifier = nameof(IssuerOfSpecimenIdentifier);
    public const string SpecimenUID = nameof(SpecimenUID);
    public const string SpecimenType = nameof(SpecimenType);
    public const string SpecimenShortDescription = nameof(SpecimenShortDescription);
    public const string SpecimenDetailedDescription = nameof(SpecimenDetailedDescription);
    public const string PrimaryAnatomicStructure = nameof(PrimaryAnatomicStructure);
    public const string PrimaryAnatomicStructureModifiers = nameof(PrimaryAnatomicStructureModifiers);
    public const string LocationOfSpecimen = nameof(LocationOfSpecimen);
    public const string Preparation = nameof(Preparation);

    // Preparation step.
    public const string Step = nameof(Step);
    public const string DateTime = nameof(DateTime);
    public const string Description = nameof(Description);
    public const string Procedure = nameof(Procedure);
    public const string Method = nameof(Method);
    public const string ParentSpecimenIdentifier = nameof(ParentSpecimenIdentifier);
    public const string IssuerOfParentSpecimenIdentifier = nameof(IssuerOfParentSpecimenIdentifier);
    public const string ParentSpecimenType = nameof(ParentSpecimenType);
    public const string SamplingSite = nameof(SamplingSite);
    public const string Fixative = nameof(Fixative);
    public const string EmbeddingMedium = nameof(EmbeddingMedium);
    public const string Substances = nameof(Substances);
    public const string SubstanceTexts = nameof(SubstanceTexts);

    // Code.
    public const string CodeValue = nameof(CodeValue);
    public const string CodingSchemeDesignator = nameof(CodingSchemeDesignator);
    public const string CodeMeaning = nameof(CodeMeaning);

    /// <summary>The parts of a person's name in the order of PS3.5 6.2.1.</summary>
    public static readonly string[] OfName = [FamilyName, GivenName, MiddleName, NamePrefix, NameSuffix];

    /// <summary>Fields of another patient identifier.</summary>
    public static readonly string[] OfOtherID = [PatientID, IssuerOfPatientID];

    /// <summary>Fields of a code.</summary>
    public static readonly string[] OfCode = [CodeValue, CodingSchemeDesignator, CodeMeaning];

    /// <summary>Fields of a slide that are a single text.</summary>
    public static readonly string[] TextsOfSlide =
    [
        FileName, Barcode, PatientName, PatientID, IssuerOfPatientID, PatientBirthDate, PatientSex, PatientAge,
        AccessionNumber, IssuerOfAccessionNumber, StudyInstanceUID, StudyID, StudyDate, StudyTime, StudyDescription,
        ReferringPhysicianName, SeriesDescription, InstitutionName, InstitutionAddress, InstitutionalDepartmentName,
        ContainerIdentifier, IssuerOfContainerIdentifier, ContainerType,
    ];

    /// <summary>Fields of a slide.</summary>
    public static readonly string[] OfSlide = [.. TextsOfSlide, OtherPatientIDs, Specimens];

    /// <summary>Fields of a specimen that are a single text.</summary>
    public static readonly string[] TextsOfSpecimen =
    [
        SpecimenIdentifier, IssuerOfSpecimenIdentifier, SpecimenUID, SpecimenType, SpecimenShortDescription,
        SpecimenDetailedDescription, PrimaryAnatomicStructure, LocationOfSpecimen,
    ];

    /// <summary>Fields of a specimen.</summary>
    public static readonly string[] OfSpecimen = [.. TextsOfSpecimen, PrimaryAnatomicStructureModifiers, Preparation];

    /// <summary>Fields of a preparation step.</summary>
    public static readonly string[] OfStep =
    [
        Step, SpecimenIdentifier, IssuerOfSpecimenIdentifier, DateTime, Description, Procedure, Method,
        ParentSpecimenIdentifier, IssuerOfParentSpecimenIdentifier, ParentSpecimenType, SamplingSite, Fixative,
        EmbeddingMedium, Substances, SubstanceTexts,
    ];
}
