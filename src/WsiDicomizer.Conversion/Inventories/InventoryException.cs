namespace WsiDicomizer.Conversion.Inventories;

/// <summary>A saved inventory cannot be used. The message never holds its content.</summary>
/// <param name="message">What is wrong and what to do.</param>
/// <param name="innerException">What caused it, if something did.</param>
public sealed class InventoryException(string message, Exception? innerException = null) : Exception(message, innerException);
