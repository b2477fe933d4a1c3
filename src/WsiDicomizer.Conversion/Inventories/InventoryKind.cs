namespace WsiDicomizer.Conversion.Inventories;

/// <summary>What an entry of an inventory is.</summary>
public enum InventoryKind
{
    /// <summary>An attribute of a DICOM data set, by its path.</summary>
    Attribute,

    /// <summary>A key of a vendor's metadata.</summary>
    VendorKey,

    /// <summary>Another place of a vendor's file where identity is or may be: its name, a picture, a tag.</summary>
    Place,
}
