package dev.srlstream.statedict;

/** Element types of a torch tensor that a checkpoint may hold. */
public enum DType {
    FLOAT64("torch.float64", "DoubleStorage", 8),
    FLOAT32("torch.float32", "FloatStorage", 4),
    FLOAT16("torch.float16", "HalfStorage", 2),
    BFLOAT16("torch.bfloat16", "BFloat16Storage", 2),
    INT64("torch.int64", "LongStorage", 8),
    INT32("torch.int32", "IntStorage", 4),
    INT16("torch.int16", "ShortStorage", 2),
    INT8("torch.int8", "CharStorage", 1),
    UINT8("torch.uint8", "ByteStorage", 1),
    BOOL("torch.bool", "BoolStorage", 1);

    private final String torchName;
    private final String storageName;
    private final int width;

    DType(String torchName, String storageName, int width) {
        this.torchName = torchName;
        this.storageName = storageName;
        this.width = width;
    }

    /** PyTorch's name of the type, for example {@code torch.float32}. */
    public String torchName() {
        return torchName;
    }

    /** Name of the storage class in module {@code torch} that holds such elements. */
    public String storageName() {
        return storageName;
    }

    /** Bytes per element. */
    public int width() {
        return width;
    }

    public boolean isFloatingPoint() {
        return this == FLOAT64 || this == FLOAT32 || this == FLOAT16 || this == BFLOAT16;
    }
}
