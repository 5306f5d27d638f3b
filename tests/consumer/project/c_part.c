int c_part(int class);
int c_part(int class) {
  return class;
}
