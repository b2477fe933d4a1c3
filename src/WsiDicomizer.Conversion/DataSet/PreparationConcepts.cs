namespace WsiDicomizer.Conversion.DataSet;

/// <summary>Names and values of content items of PS3.16 TID 8001 to 8004.</summary>
internal static class PreparationConcepts
{
    public static readonly CodedConcept SpecimenIdentifier = new("121041", "DCM", "Specimen Identifier");
    public static readonly CodedConcept IssuerOfSpecimenIdentifier = new("111724", "DCM", "Issuer of Specimen Identifier");
    public static readonly CodedConcept ProcessingType = new("111701", "DCM", "Processing type");
    public static readonly CodedConcept DateTimeOfProcessing = new("111702", "DCM", "DateTime of processing");
    public static readonly CodedConcept ProcessingStepDescription = new("111703", "DCM", "Processing step description");
    public static readonly CodedConcept SamplingMethod = new("111704", "DCM", "Sampling Method");
    public static readonly CodedConcept ParentSpecimenIdentifier = new("111705", "DCM", "Parent Specimen Identifier");

    public static readonly CodedConcept IssuerOfParentSpecimenIdentifier =
        new("111706", "DCM", "Issuer of Parent Specimen Identifier");

    public static readonly CodedConcept ParentSpecimenType = new("111707", "DCM", "Parent specimen type");
    public static readonly CodedConcept LocationOfSamplingSite = new("111709", "DCM", "Location of sampling site");
    public static readonly CodedConcept LocationOfSpecimen = new("111718", "DCM", "Location of Specimen");
    public static readonly CodedConcept UsingSubstance = new("424361007", "SCT", "Using substance");
    public static readonly CodedConcept TissueFixative = new("430864009", "SCT", "Tissue Fixative");
    public static readonly CodedConcept EmbeddingMedium = new("430863003", "SCT", "Embedding medium");

    // CID 8111, Specimen Preparation Procedures.
    public static readonly CodedConcept SpecimenCollection = new("17636008", "SCT", "Specimen collection");
    public static readonly CodedConcept SpecimenReceiving = new("428995007", "SCT", "Specimen receiving");
    public static readonly CodedConcept SpecimenSampling = new("433465004", "SCT", "Sampling of tissue specimen");
    public static readonly CodedConcept SpecimenProcessing = new("9265001", "SCT", "Specimen processing");
    public static readonly CodedConcept Staining = new("127790008", "SCT", "Staining");
    public static readonly CodedConcept SpecimenStorage = new("111729", "DCM", "Specimen storage");
}
